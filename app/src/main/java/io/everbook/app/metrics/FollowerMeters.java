package io.everbook.app.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** How far the follower of one symbol is behind its live market, and what its comparisons gave. */
final class FollowerMeters {

    private final MeterRegistry registry;
    private final String symbol;
    private final Clock clock;
    private final LongAdder equal = new LongAdder();
    private final LongAdder different = new LongAdder();
    private volatile long sequence;
    private volatile long atNanos;
    private volatile long liveSequence;

    FollowerMeters(MeterRegistry registry, String symbol) {
        this.registry = registry;
        this.symbol = symbol;
        clock = registry.config().clock();
        atNanos = clock.monotonicTime();
        gauge(
                "everbook.follower.lag.commands",
                "commands",
                "Commands that the live market is ahead of what the follower last compared with it",
                m -> m.lagCommands());
        gauge(
                "everbook.follower.lag.ms",
                "ms",
                "How long the follower has been behind the live market at most; 0 where it is not",
                m -> m.lagCommands() == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(clock.monotonicTime() - m.atNanos));
        counter("equal", equal);
        counter("different", different);
    }

    /** Takes note of where the follower starts. */
    void begins(long snapshotSequence) {
        sequence = snapshotSequence;
        atNanos = clock.monotonicTime();
    }

    void compared(long comparedSequence, boolean areEqual) {
        if (areEqual) {
            sequence = comparedSequence;
            atNanos = clock.monotonicTime();
            equal.increment();
        } else {
            different.increment();
        }
    }

    /** Takes note of where the live market is; while nothing happens there, the follower is not late either. */
    void live(long newest) {
        liveSequence = newest;
        if (lagCommands() == 0) {
            atNanos = clock.monotonicTime();
        }
    }

    private long lagCommands() {
        return Math.max(0, liveSequence - sequence);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<FollowerMeters> value) {
        Gauge.builder(name, this, value)
                .tag("symbol", symbol)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private void counter(String result, LongAdder count) {
        FunctionCounter.builder("everbook.snapshot.comparisons", count, LongAdder::sum)
                .tag("symbol", symbol)
                .tag("result", result)
                .description("Comparisons of the state rebuilt from the journal with the live market, by result")
                .baseUnit("comparisons")
                .register(registry);
    }
}
