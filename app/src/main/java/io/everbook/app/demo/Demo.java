package io.everbook.app.demo;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineException;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.EpochClock;
import io.everbook.app.engine.Submission;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.pipeline.BookQuery;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Trades for a few seconds, halts the engine without closing anything, rebuilds it from disk, and compares. */
public final class Demo {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long VIEWS_PER_SECOND = 5;
    private static final long PARK_NANOS = 20_000L;

    private final Options options;
    private final PrintStream out;
    private final Instrument instrument = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private final EpochClock clock = new EpochClock();
    private final LatencyMeter meter = new LatencyMeter(clock);
    private final Histogram total = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final Command command = new Command();
    private Engine engine;
    private boolean stopped;
    private long submitted;
    private long answeredAtLastView;

    /**
     * What the demonstration is asked for.
     *
     * @param seconds how long to trade, 1 or more
     * @param rate commands a second, 1 or more
     * @param seed of the generated participants
     * @param terminal whether the view may redraw in place
     */
    public record Options(int seconds, int rate, long seed, boolean terminal) {}

    /**
     * Prepares a demonstration.
     *
     * @param options what is asked for
     * @param out where it shows itself
     */
    public Demo(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs to the end.
     *
     * @param configuration the engine's, with a fresh data directory
     * @return whether what came back from disk equals what was there before
     */
    public boolean run(Configuration configuration) {
        out.printf(
                Locale.ROOT,
                "Trading %s for %d s at %,d commands/s (seed %d), journaled in %s%n",
                instrument.symbol(),
                options.seconds(),
                options.rate(),
                options.seed(),
                configuration.persistence().dataDirectory());
        start(configuration, List.of(meter));
        engine.serve(List.of(instrument));
        trade();
        BookView before = book();
        engine.halt();
        out.printf(
                Locale.ROOT,
                "%,d commands, %,d trades; from intended send to last event, warm-up too: p50 %s  p99 %s  p99.9 %s%n",
                submitted,
                meter.trades(),
                LiveView.time(total.getValueAtPercentile(50)),
                LiveView.time(total.getValueAtPercentile(99)),
                LiveView.time(total.getValueAtPercentile(99.9)));
        out.println("Engine halted: no flush, no snapshot, nothing closed. Rebuilding it from disk:");
        long start = System.nanoTime();
        start(configuration, List.of());
        engine.serve(List.of(instrument));
        BookView after = book();
        long nanos = System.nanoTime() - start;
        engine.close();
        return compare(before, after, nanos);
    }

    /** Ends it for good, so that its data directory may be deleted; for another thread, where a signal asks for it. */
    public synchronized void stop() {
        stopped = true;
        if (engine != null) {
            engine.halt();
        }
    }

    private synchronized void start(Configuration configuration, List<EngineListener> listeners) {
        if (stopped) {
            throw new EngineException("the demonstration was interrupted");
        }
        engine = Engine.start(configuration, EngineProbe.NONE, listeners);
    }

    private void trade() {
        TraderFlow flow = new TraderFlow(options.seed());
        LiveView view = new LiveView(out, options.terminal(), instrument);
        int market = engine.marketIndex(instrument.symbol());
        long start = clock.nanos();
        long end = start + options.seconds() * SECOND;
        long period = options.terminal() ? SECOND / VIEWS_PER_SECOND : SECOND;
        long nextView = start + period;
        long intended = start;
        while (intended < end) {
            long now = clock.nanos();
            if (now >= nextView) {
                show(view, now - start, period);
                nextView += period;
            }
            if (now < intended) {
                LockSupport.parkNanos(Math.min(PARK_NANOS, intended - now));
                continue;
            }
            flow.next(command);
            command.marketIndex(market);
            submit(command.timestampNanos(intended));
            submitted++;
            intended = start + submitted * SECOND / options.rate();
        }
        awaitAnswers();
        if (options.terminal()) {
            show(view, options.seconds() * SECOND, period);
        }
        total.add(meter.interval());
    }

    private void show(LiveView view, long elapsed, long period) {
        Histogram latency = meter.interval();
        total.add(latency);
        long answered = meter.answered();
        long rate = (answered - answeredAtLastView) * SECOND / period;
        answeredAtLastView = answered;
        view.show(new LiveView.Moment(elapsed / SECOND, rate, meter.trades(), book(), meter.lastTrades(), latency));
    }

    private void awaitAnswers() {
        while (meter.answered() < submitted) {
            checkFault();
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    private void submit(Command next) {
        while (engine.submit(next) != Submission.TAKEN) {
            checkFault();
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    private void checkFault() {
        String fault = engine.fault();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }

    private BookView book() {
        CompletableFuture<BookView> answer = new CompletableFuture<>();
        BookQuery query = answer::complete;
        Command ask = new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(engine.marketIndex(instrument.symbol()))
                .quantityLots(5)
                .attachment(query);
        submit(ask);
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private boolean compare(BookView before, BookView after, long nanos) {
        out.println();
        row("", "before the halt", "after recovery");
        row("sequence", before.sequence(), after.sequence());
        row("digest", hex(before.digest()), hex(after.digest()));
        row("open orders", before.openOrderCount(), after.openOrderCount());
        row("last trade", trade(before), trade(after));
        boolean equal = before.sequence() == after.sequence()
                && before.digest() == after.digest()
                && before.openOrderCount() == after.openOrderCount()
                && trade(before).equals(trade(after));
        out.println();
        out.printf(
                Locale.ROOT,
                equal
                        ? "The book came back exactly, in %.2f s.%n"
                        : "THE BOOK DID NOT COME BACK. Recovery took %.2f s.%n",
                nanos / 1e9);
        return equal;
    }

    private String trade(BookView view) {
        return view.lastTradeId() == 0
                ? "none"
                : "#" + view.lastTradeId() + " at " + instrument.tick().format(view.lastTradePriceTicks());
    }

    private static String hex(long digest) {
        return String.format(Locale.ROOT, "%016x", digest);
    }

    private void row(String name, Object before, Object after) {
        out.printf(Locale.ROOT, "  %-12s  %-24s  %s%n", name, before, after);
    }
}
