package io.everbook.app.trading;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.Submission;
import io.everbook.app.json.InstrumentDirectory;
import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.TradingException.Code;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.pipeline.MarketQuery;
import io.everbook.journal.storage.Storage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Commands of clients into an engine, and each one's outcome back. An outcome is complete only once the command is
 * journaled, as durably as the engine is configured to. How many commands may wait for theirs is bounded. Any thread
 * may call; nothing blocks the caller, and futures are completed by threads of this class's own executors.
 */
public final class Trading implements InstrumentDirectory, AutoCloseable {

    /** How many commands before the engine's start a repeated request is looked for in, in each market. */
    public static final int RECALLED_COMMANDS = 100_000;

    private static final int REPLY_THREADS = 2;
    private static final int MOST_READS = 256;
    private static final long LOG_LAG_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PARK_NANOS = 200_000;

    private final Engine engine;
    private final RequestMemory memory;
    private final ExecutionsHistory history;
    private final int mostOutstanding;
    private final long timeoutMillis;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final Set<Integer> recalled = ConcurrentHashMap.newKeySet();
    private final Workers replies = new Workers("everbook-replies", REPLY_THREADS, Integer.MAX_VALUE);
    private final Workers reads = new Workers("everbook-reads", 1, MOST_READS);

    /**
     * Creates the way into an engine.
     *
     * @param engine the engine, one of whose listeners is a {@link io.everbook.app.engine.Replies}
     * @param memory the requests since its start, another of its listeners, in front of that one
     * @param storage the data directory, for reading; null where nothing is kept
     * @param mostOutstanding how many commands and queries may wait for their outcome at a time
     * @param timeoutMillis how long a caller waits for an outcome
     */
    public Trading(Engine engine, RequestMemory memory, Storage storage, int mostOutstanding, long timeoutMillis) {
        this.engine = engine;
        this.memory = memory;
        this.mostOutstanding = mostOutstanding;
        this.timeoutMillis = timeoutMillis;
        history = new ExecutionsHistory(storage);
    }

    @Override
    public List<Instrument> instruments() {
        return engine.instruments();
    }

    @Override
    public int marketIndex(String symbol) {
        return engine.marketIndex(symbol);
    }

    /** {@return the threads that complete futures, for what hangs on them} */
    public Executor replies() {
        return replies;
    }

    /** {@return how many commands and queries wait for their outcome now} */
    public int outstanding() {
        return outstanding.get();
    }

    /**
     * Carries out a command. One whose request id its participant has used already gives the outcome of the first,
     * where it is the same request.
     *
     * @param command the command, complete but for its time stamp; kept until the outcome is there
     * @return the outcome, or a {@link TradingException}; the command may have been carried out where that says so
     * @throws TradingException where the command was not taken
     */
    public CompletableFuture<Outcome> submit(Command command) {
        Pending pending = new Pending();
        submit(command, pending, pending.outcome());
        return await(pending.outcome(), Code.OUTCOME_UNKNOWN)
                .thenComposeAsync(outcome -> settle(command, outcome), replies);
    }

    /**
     * Reads the state of a market between two commands.
     *
     * @param marketIndex the market
     * @param question reads a bounded part of the market on the engine's own thread, and keeps nothing of it
     * @param <T> what it makes of it
     * @return the answer, or a {@link TradingException}
     * @throws TradingException where the engine cannot be asked
     */
    public <T> CompletableFuture<T> ask(int marketIndex, Function<Market, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        MarketQuery query = market -> {
            try {
                answer.complete(question.apply(market));
            } catch (RuntimeException failure) {
                // Out of here it would stop the lane.
                answer.completeExceptionally(failure);
            }
        };
        Command command = new Command().clear().type(CommandType.QUERY_BOOK).marketIndex(marketIndex);
        submit(command, query, answer);
        return await(answer, Code.BUSY).thenApplyAsync(Function.identity(), replies);
    }

    /**
     * Reads what happened.
     *
     * @param marketIndex the market
     * @param after the place to go on from
     * @param participantId whose events; 0 for everybody's
     * @param limit how many at most, 1 or more
     * @return the next events, or a {@link TradingException}
     */
    public CompletableFuture<ExecutionsPage> executions(int marketIndex, Place after, int participantId, int limit) {
        return read(() -> history.page(symbol(marketIndex), marketIndex, after, participantId, limit));
    }

    /**
     * Reads what happened through a command that has been carried out, whose events may still be on their way to disk:
     * waits a little for them, and gives what there is where they do not come.
     *
     * @param marketIndex the market
     * @param after the place to go on from
     * @param participantId whose events; 0 for everybody's
     * @param limit how many at most, 1 or more
     * @param through the command
     * @return the next events, or a {@link TradingException}
     */
    public CompletableFuture<ExecutionsPage> executionsThrough(
            int marketIndex, Place after, int participantId, int limit, long through) {
        return read(() -> {
            String symbol = symbol(marketIndex);
            Place end = new Place(through, Place.WHOLE);
            long deadline = System.nanoTime() + LOG_LAG_NANOS;
            ExecutionsPage page = history.page(symbol, marketIndex, after, participantId, limit);
            while (!page.more()
                    && page.next().precedes(end)
                    && engine.impairment(symbol) == null
                    && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(PARK_NANOS);
                page = history.page(symbol, marketIndex, after, participantId, limit);
            }
            return page;
        });
    }

    /** {@return the outcome of a participant's request, where it is remembered; else null} */
    public CompletableFuture<Outcome> earlier(int marketIndex, int participantId, long requestId) {
        return read(() -> {
            long sequence = requestId == 0 ? 0 : find(marketIndex, participantId, requestId);
            return sequence == 0 ? null : outcome(marketIndex, sequence);
        });
    }

    /**
     * Serves another instrument from now on: recovered from the data directory, or begun there.
     *
     * @param instrument its definition; the same one a second time changes nothing
     * @return the instrument, or an {@link io.everbook.app.engine.EngineException} where it cannot be served
     */
    public CompletableFuture<Instrument> addInstrument(Instrument instrument) {
        return read(() -> engine.instruments().get(engine.addInstrument(instrument)));
    }

    /** {@return how many more commands the fullest command ring can take} */
    public long remainingCapacity() {
        return engine.remainingCapacity();
    }

    /** Ends its threads; what waits for an outcome is not answered any more. */
    @Override
    public void close() {
        replies.close();
        reads.close();
    }

    private void submit(Command command, Object attachment, CompletableFuture<?> done) {
        if (outstanding.incrementAndGet() > mostOutstanding) {
            outstanding.decrementAndGet();
            throw new TradingException(Code.BUSY, "too many requests wait for the engine: try again");
        }
        Submission submission = engine.submit(command.attachment(attachment));
        command.attachment(null);
        if (submission == Submission.TAKEN) {
            done.whenComplete((result, failure) -> outstanding.decrementAndGet());
            return;
        }
        outstanding.decrementAndGet();
        throw submission == Submission.BUSY
                ? new TradingException(Code.BUSY, "the engine is busy: try again")
                : new TradingException(Code.STOPPED, "the engine has stopped");
    }

    /** {@return a future that gives up after a while, where the one it hangs on never does} */
    private <T> CompletableFuture<T> await(CompletableFuture<T> result, Code late) {
        return result.copy().orTimeout(timeoutMillis, TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            if (!(failure instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(failure);
            }
            return CompletableFuture.failedFuture(new TradingException(
                    late,
                    "the engine did not answer within " + timeoutMillis + " ms: "
                            + (late == Code.BUSY ? "try again" : "repeat the request with the same requestId")));
        });
    }

    private CompletableFuture<Outcome> settle(Command command, Outcome outcome) {
        RejectReason refusal = outcome.refusal();
        if (refusal == RejectReason.DUPLICATE_REQUEST) {
            return read(() -> original(command));
        }
        if (refusal == RejectReason.JOURNAL_FAILED) {
            return CompletableFuture.failedFuture(new TradingException(Code.JOURNAL_FAILED, refusal.text()));
        }
        if (outcome.sequence() == 0) {
            return CompletableFuture.failedFuture(new TradingException(Code.STOPPED, refusal.text()));
        }
        return CompletableFuture.completedFuture(outcome);
    }

    private Outcome original(Command command) {
        int marketIndex = command.marketIndex();
        long sequence = find(marketIndex, command.participantId(), command.requestId());
        if (sequence == 0) {
            throw new TradingException(
                    Code.REQUEST_FORGOTTEN,
                    "requestId must be higher than all before it, and what came of this one is not remembered: read"
                            + " executions: requestId=" + command.requestId());
        }
        if (!history.isSame(symbol(marketIndex), sequence, command)) {
            throw new TradingException(
                    Code.REQUEST_ID_USED,
                    "requestId was used for another request: requestId=" + command.requestId() + " sequence="
                            + sequence);
        }
        return outcome(marketIndex, sequence);
    }

    private long find(int marketIndex, int participantId, long requestId) {
        long sequence = memory.find(marketIndex, participantId, requestId);
        if (sequence == 0 && recalled.add(marketIndex)) {
            long last = engine.health().markets().get(marketIndex).sequence();
            history.recall(symbol(marketIndex), marketIndex, last - RECALLED_COMMANDS, memory);
            sequence = memory.find(marketIndex, participantId, requestId);
        }
        return sequence;
    }

    /** Waits a little where the log is behind what was answered. */
    private Outcome outcome(int marketIndex, long sequence) {
        String symbol = symbol(marketIndex);
        long deadline = System.nanoTime() + LOG_LAG_NANOS;
        Outcome outcome = history.outcome(symbol, marketIndex, sequence);
        while (outcome == null) {
            if (engine.impairment(symbol) != null || System.nanoTime() - deadline > 0) {
                throw new TradingException(
                        Code.NO_HISTORY,
                        "the request was carried out, and its events are not in the executions log: sequence="
                                + sequence);
            }
            LockSupport.parkNanos(PARK_NANOS);
            outcome = history.outcome(symbol, marketIndex, sequence);
        }
        return outcome;
    }

    private <T> CompletableFuture<T> read(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, reads);
    }

    private String symbol(int marketIndex) {
        return engine.instruments().get(marketIndex).symbol();
    }
}
