package io.everbook.snapshot;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException.Code;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps, on a thread of its own, a replica of each market, rebuilt from the journal's files. When a snapshot is asked
 * for, it applies the journal up to the living market's position, compares the digests, and writes the snapshot only
 * where they are equal. It never gates a ring: the living market goes on meanwhile. The thread only waits and then
 * steps: without it, {@link #stepped} does the same work on the caller's thread.
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Request STOP = new Request(null, new CompletableFuture<>());

    private final FollowerContext context;
    private final Map<String, FollowedMarket> markets = new ConcurrentHashMap<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    private record Request(FollowedMarket market, CompletableFuture<SnapshotFile> answer) {}

    private Follower(FollowerContext context, boolean threaded) {
        this.context = context;
        thread = threaded ? new Thread(this::run, "follower") : null;
    }

    /**
     * Starts a follower without markets.
     *
     * @param storage the data directory; stays the caller's, and open until this is closed
     * @param options how it works
     * @param epochMillis the clock that names snapshots, milliseconds since the epoch
     * @param listener is told what becomes of snapshots, on the follower's thread
     * @return the follower; closed by the caller
     */
    public static Follower start(
            Storage storage, FollowerOptions options, LongSupplier epochMillis, SnapshotListener listener) {
        Patience patience = new Patience(options.readTimeoutMillis());
        FollowerContext context = new FollowerContext(storage, options, epochMillis, listener, patience);
        Follower follower = new Follower(context, true);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    /**
     * Makes a follower without a thread: nothing happens but in {@link #step()} and {@link #close()}, and it never
     * waits for the journal, which cannot grow meanwhile.
     *
     * @param storage the data directory; stays the caller's, and open until this is closed
     * @param options how it works; both times are without meaning
     * @param epochMillis the clock that names snapshots, milliseconds since the epoch
     * @param listener is told what becomes of snapshots, on the caller's thread
     * @return the follower; closed by the caller
     */
    public static Follower stepped(
            Storage storage, FollowerOptions options, LongSupplier epochMillis, SnapshotListener listener) {
        Patience none = new Patience(options.readTimeoutMillis());
        none.close();
        return new Follower(new FollowerContext(storage, options, epochMillis, listener, none), false);
    }

    /** Meets the next request, or follows all markets where there is none. Only for a follower without a thread. */
    public void step() {
        if (thread != null) {
            throw new IllegalStateException("this follower works on a thread of its own");
        }
        work(requests.poll());
    }

    /**
     * Adds a market whose events are not logged. Any thread may call.
     *
     * @param instrument what is traded
     * @param writer its journal, forced before a snapshot is written
     * @param live tells the last sequence applied, with the digest after it, from any thread; never goes back
     */
    public void register(Instrument instrument, JournalWriter writer, Supplier<MarketPosition> live) {
        register(instrument, writer, null, live);
    }

    /**
     * Adds a market. Any thread may call.
     *
     * @param instrument what is traded
     * @param writer its journal, forced before a snapshot is written
     * @param executions its executions log, likewise; null where it has none
     * @param live tells the last sequence applied, with the digest after it, from any thread; never goes back
     */
    public void register(
            Instrument instrument, JournalWriter writer, ExecutionsWriter executions, Supplier<MarketPosition> live) {
        FollowedExecutions events = new FollowedExecutions(executions, context);
        markets.put(instrument.symbol(), new FollowedMarket(context, instrument, writer, events, live));
    }

    /**
     * Asks for a snapshot of where the living market is when the request's turn comes. Any thread may call.
     *
     * @param symbol a symbol that was registered
     * @return the snapshot; the newest one where nothing changed since; null where no command was ever applied; failed
     *     with a {@link SnapshotException} or {@link io.everbook.journal.JournalException} where it could not be taken
     */
    public CompletableFuture<SnapshotFile> request(String symbol) {
        FollowedMarket market = markets.get(symbol);
        if (market == null) {
            throw new IllegalArgumentException("no such market is followed: symbol=" + symbol);
        }
        Request request = new Request(market, new CompletableFuture<>());
        synchronized (this) {
            if (!closed) {
                requests.add(request);
                return request.answer();
            }
        }
        request.answer().completeExceptionally(Patience.stopped());
        return request.answer();
    }

    private void run() {
        try {
            Request request = next();
            while (request != STOP) {
                work(request);
                request = next();
            }
            markets.values().forEach(FollowedMarket::close);
        } finally {
            refuseTheRest();
        }
    }

    private void work(Request request) {
        if (request == null) {
            followAll();
        } else {
            serve(request);
        }
    }

    /** Leaves nobody waiting, however this thread ended. */
    private void refuseTheRest() {
        synchronized (this) {
            closed = true;
        }
        requests.forEach(request -> request.answer().completeExceptionally(Patience.stopped()));
    }

    /** {@return the next request; null where it is time to follow} */
    private Request next() {
        long interval = context.options().followIntervalMillis();
        while (true) {
            try {
                return interval == 0 ? requests.take() : requests.poll(interval, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody may interrupt this thread, since that would close the files it reads. It stops by request
                // only.
                continue;
            }
        }
    }

    private void followAll() {
        for (FollowedMarket market : markets.values()) {
            if (!requests.isEmpty()) {
                return;
            }
            attempt(market, market::follow);
        }
    }

    private void serve(Request request) {
        RuntimeException fault = attempt(
                request.market(),
                () -> request.answer().complete(request.market().snapshot()));
        if (fault != null) {
            request.answer().completeExceptionally(fault);
        }
    }

    private RuntimeException attempt(FollowedMarket market, Runnable work) {
        RuntimeException fault;
        try {
            context.patience().requireRunning();
            work.run();
            return null;
        } catch (RuntimeException e) {
            fault = e;
        } catch (Error e) {
            // The living market must not suffer from what its replica lacks, such as memory.
            fault = new SnapshotException(
                    Code.REPLICA_FAILED,
                    market.symbol(),
                    SnapshotException.NONE,
                    "the replica of the market cannot be kept; give the process more heap, or report this",
                    e);
        }
        market.pause();
        boolean reported = fault instanceof SnapshotException known
                && (known.code() == Code.DIGEST_MISMATCH || known.code() == Code.STOPPED);
        if (!reported) {
            report(market, fault);
        }
        return fault;
    }

    private void report(FollowedMarket market, RuntimeException fault) {
        try {
            context.listener().failed(market.symbol(), fault);
        } catch (RuntimeException e) {
            LOG.error("The listener failed on a fault of {}: {}", market.symbol(), fault.getMessage(), e);
        }
    }

    /**
     * Meets the requests made so far, then ends. Call it when the markets stand still and before their journals are
     * closed. Must not be called on the follower's own thread.
     */
    @Override
    public void close() {
        context.patience().close();
        end();
    }

    /** Ends as soon as possible, leaving requests unmet, as a crash would. */
    public void halt() {
        context.patience().halt();
        end();
    }

    private void end() {
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
        }
        if (first) {
            requests.add(STOP);
        }
        if (thread == null) {
            if (first) {
                run();
            }
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
