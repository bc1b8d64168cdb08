package io.everbook.app.bench;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.EpochClock;
import io.everbook.app.engine.Submission;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures what snapshots do to latency: windows of the same open-loop load on a full book, by turns without snapshots,
 * with the follower taking one after the other, and with the book serialised on the matching thread.
 */
public final class SnapshotBench {

    private static final int GENTLE = 10_000;
    private static final long PARK_NANOS = 1_000_000L;
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final double NANOS_PER_MICRO = 1e3;

    private final Options options;
    private final Configuration configuration;
    private final PrintStream out;
    private final EpochClock clock = new EpochClock();
    private final AcknowledgementMeter meter = new AcknowledgementMeter(clock);
    private final Map<Mode, Histogram> totals = new EnumMap<>(Mode.class);
    private volatile Engine engine;
    private OpenLoop load;

    /**
     * What is asked for.
     *
     * @param orders how many orders rest, 1 or more
     * @param seconds how long each window lasts, 1 or more
     * @param rounds how many windows of each kind, 1 or more
     * @param rate commands a second; 0 for half of what the engine takes
     * @param warmUpSeconds how long each of the loads lasts that come first and do not count, 1 or more
     */
    public record Options(int orders, int seconds, int rounds, int rate, int warmUpSeconds) {}

    /** How snapshots are taken in a window. */
    private enum Mode {
        NONE,
        FOLLOWER,
        IN_THREAD
    }

    /**
     * Prepares a measurement.
     *
     * @param options what is asked for
     * @param configuration the engine's, with an empty data directory
     * @param out where the table is printed
     */
    public SnapshotBench(Options options, Configuration configuration, PrintStream out) {
        this.options = options;
        this.configuration = configuration;
        this.out = out;
    }

    /** Measures and prints. */
    public void run() {
        RecoveryState state = RecoveryState.write(configuration.persistence().dataDirectory(), options.orders(), 0);
        Market second = load(state);
        engine = Engine.start(configuration, EngineProbe.NONE, List.of(meter));
        try (Engine running = engine) {
            running.serve(List.of(second.instrument()));
            load = new OpenLoop(running, clock, SteadyFlow.filled(options.orders()), meter);
            load.run(GENTLE, options.warmUpSeconds());
            double capacity = load.capacity(options.warmUpSeconds());
            double rate = options.rate() > 0 ? options.rate() : capacity / 2;
            print("Capacity %,.0f commands/s; load %,.0f commands/s, %,d orders", capacity, rate, options.orders());
            load.run(rate, options.warmUpSeconds());
            meter.interval();
            measure(rate, second);
        }
    }

    /** Ends it, so that its data directory may be deleted; for another thread, where a signal asks for it. */
    public void stop() {
        Engine running = engine;
        if (running != null) {
            running.halt();
        }
    }

    private static Market load(RecoveryState state) {
        try (Storage storage = new FileStorage(state.directory())) {
            return new SnapshotCatalog(storage, RecoveryState.SYMBOL).load(state.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(double rate, Market second) {
        print(
                "%-5s %-10s %11s %9s %9s %9s %10s %10s %6s  %s",
                "round", "snapshots", "commands", "p50 us", "p99", "p99.9", "p99.99", "max", ">5 ms", "taken");
        ByteBuffer buffer = InThreadSnapshot.buffer(options.orders());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Mode mode : Mode.values()) {
                AtomicInteger taken = new AtomicInteger();
                Thread snapshots = start(mode, second, buffer, taken);
                load.run(rate, options.seconds());
                end(snapshots);
                Histogram window = meter.interval();
                totals.computeIfAbsent(mode, one -> new Histogram(TimeUnit.MINUTES.toNanos(1), 3))
                        .add(window);
                row(Integer.toString(round), mode, window, Integer.toString(taken.get()));
            }
        }
        totals.forEach((mode, total) -> row("all", mode, total, ""));
        ratio("p99.9", 99.9);
        ratio("p99.99", 99.99);
    }

    /** Takes one snapshot after the other until it is interrupted. */
    private Thread start(Mode mode, Market second, ByteBuffer buffer, AtomicInteger taken) {
        Thread thread = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted() && mode != Mode.NONE) {
                        try {
                            if (mode == Mode.FOLLOWER) {
                                engine.snapshot(RecoveryState.SYMBOL).join();
                            } else {
                                inThread(second, buffer);
                                TimeUnit.SECONDS.sleep(Math.max(1, options.seconds() / 4));
                            }
                            taken.incrementAndGet();
                        } catch (InterruptedException ended) {
                            return;
                        }
                    }
                },
                "everbook-bench-snapshots");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void inThread(Market second, ByteBuffer buffer) throws InterruptedException {
        InThreadSnapshot snapshot = new InThreadSnapshot(second, buffer);
        Command ask = new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .quantityLots(0)
                .attachment(snapshot);
        ask.marketIndex(engine.marketIndex(RecoveryState.SYMBOL));
        while (engine.submit(ask) != Submission.TAKEN) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        snapshot.await();
    }

    private static void end(Thread snapshots) {
        snapshots.interrupt();
        try {
            snapshots.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void row(String round, Mode mode, Histogram window, String taken) {
        print(
                "%-5s %-10s %,11d %,9.0f %,9.0f %,9.0f %,10.0f %,10.0f %,6d  %s",
                round,
                mode.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                window.getTotalCount(),
                micros(window, 50),
                micros(window, 99),
                micros(window, 99.9),
                micros(window, 99.99),
                micros(window, 100),
                window.getTotalCount() - window.getCountBetweenValues(0, STALL_NANOS),
                taken);
    }

    private void ratio(String name, double percentile) {
        double none = micros(totals.get(Mode.NONE), percentile);
        print(
                "%s against none: follower %.2f, in-thread %.2f",
                name,
                micros(totals.get(Mode.FOLLOWER), percentile) / none,
                micros(totals.get(Mode.IN_THREAD), percentile) / none);
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
