package io.everbook.app.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What is written to journals and forced to their device, over all symbols. */
final class JournalMeters {

    private static final Duration[] FORCE_BUCKETS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(200_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongAdder commands = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Timer force;
    private final Clock clock;
    private volatile long forcedAtNanos;

    JournalMeters(MeterRegistry registry) {
        clock = registry.config().clock();
        forcedAtNanos = clock.monotonicTime();
        FunctionCounter.builder("everbook.journal.commands", commands, LongAdder::sum)
                .description("Commands written to journals")
                .baseUnit("commands")
                .register(registry);
        FunctionCounter.builder("everbook.journal.written", bytes, LongAdder::sum)
                .description("Bytes written to journals")
                .baseUnit("bytes")
                .register(registry);
        force = Timer.builder("everbook.journal.force")
                .description("How long it took to force a journal to its device")
                .serviceLevelObjectives(FORCE_BUCKETS)
                .register(registry);
        Gauge.builder("everbook.journal.force.age", this, meters -> meters.forceAgeSeconds())
                .description("Time since a journal was last forced, or since the start; grows while nothing is traded")
                .baseUnit("seconds")
                .register(registry);
    }

    void written(int commandCount, int byteCount) {
        commands.add(commandCount);
        bytes.add(byteCount);
    }

    void forced(long nanos) {
        force.record(nanos, TimeUnit.NANOSECONDS);
        forcedAtNanos = clock.monotonicTime();
    }

    private double forceAgeSeconds() {
        return (clock.monotonicTime() - forcedAtNanos) / NANOS_PER_SECOND;
    }
}
