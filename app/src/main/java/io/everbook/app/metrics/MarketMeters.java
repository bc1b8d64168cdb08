package io.everbook.app.metrics;

import io.everbook.app.engine.EngineProbe.Recovered;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** Recovery, journal and snapshots of one symbol: written by the engine's threads, read at a scrape. */
final class MarketMeters {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;
    private final String symbol;
    private final Clock clock;
    private final LongAdder snapshotsTaken = new LongAdder();
    private final LongAdder snapshotsFailed = new LongAdder();
    private volatile Recovered recovered = new Recovered(0, 0, 0, 0);
    private volatile boolean journalFailed;
    private volatile boolean executionsFailed;
    private volatile long snapshotAtNanos;
    private volatile long snapshotBytes;
    private volatile long snapshotNanos;
    private volatile long snapshotSequence;
    private final FollowerMeters follower;

    MarketMeters(MeterRegistry registry, String symbol) {
        this.registry = registry;
        this.symbol = symbol;
        clock = registry.config().clock();
        snapshotAtNanos = clock.monotonicTime();
        follower = new FollowerMeters(registry, symbol);
        recoveryGauges();
        snapshotGauges();
        gauge(
                "everbook.journal.failures",
                "failures",
                "1 once the journal has failed, which is final; else 0",
                m -> m.journalFailed ? 1 : 0);
        gauge(
                "everbook.executions.failures",
                "failures",
                "1 once the executions log has failed, until a restart completes it; else 0",
                m -> m.executionsFailed ? 1 : 0);
    }

    private void recoveryGauges() {
        gauge(
                "everbook.recovery.duration",
                SECONDS,
                "How long the recovery at the start took",
                m -> seconds(m.recovered.nanos()));
        gauge(
                "everbook.recovery.load.duration",
                SECONDS,
                "How much of it the snapshot took: finding it, checking it, building the book",
                m -> seconds(m.recovered.loadNanos()));
        gauge(
                "everbook.recovery.replayed",
                "entries",
                "Journal entries replayed at the start",
                m -> m.recovered.replayed());
        gauge(
                "everbook.recovery.replay.rate",
                "entries_per_second",
                "Journal entries replayed a second at the start; 0 where there were none",
                m -> rate(m.recovered));
        gauge(
                "everbook.recovery.sequence",
                "sequence",
                "Sequence of the last command recovered at the start",
                m -> m.recovered.sequence());
    }

    private void snapshotGauges() {
        gauge(
                "everbook.snapshot.sequence",
                "sequence",
                "Sequence of the last snapshot; 0 before there is one",
                m -> m.snapshotSequence);
        counter("everbook.snapshot.successes", "successes", "Snapshots written and verified", snapshotsTaken);
        counter(
                "everbook.snapshot.failures",
                "failures",
                "Snapshots that failed or did not match the market",
                snapshotsFailed);
        gauge(
                "everbook.snapshot.age",
                SECONDS,
                "Time since the last snapshot, or since the start before there is one",
                m -> seconds(clock.monotonicTime() - m.snapshotAtNanos));
        gauge(
                "everbook.snapshot.size",
                "bytes",
                "Size of the last snapshot; 0 before there is one",
                m -> m.snapshotBytes);
        gauge(
                "everbook.snapshot.duration",
                SECONDS,
                "How long the last snapshot took, from its request on",
                m -> seconds(m.snapshotNanos));
    }

    void recovered(Recovered how) {
        recovered = how;
        follower.begins(how.sequence() - how.replayed());
    }

    void compared(long sequence, boolean equal) {
        follower.compared(sequence, equal);
    }

    /** Takes note of where the live market is. */
    void live(long sequence) {
        follower.live(sequence);
    }

    void journalFailed() {
        journalFailed = true;
    }

    void executionsFailed() {
        executionsFailed = true;
    }

    void snapshotTaken(long sequence, long bytes, long nanos) {
        snapshotSequence = sequence;
        snapshotAtNanos = clock.monotonicTime();
        snapshotBytes = bytes;
        snapshotNanos = nanos;
        snapshotsTaken.increment();
    }

    void snapshotFailed() {
        snapshotsFailed.increment();
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<MarketMeters> value) {
        Gauge.builder(name, this, value)
                .tag("symbol", symbol)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void counter(String name, String unit, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .tag("symbol", symbol)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private static double rate(Recovered recovered) {
        long nanos = recovered.nanos() - recovered.loadNanos();
        return recovered.replayed() == 0 || nanos <= 0 ? 0 : recovered.replayed() / seconds(nanos);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
