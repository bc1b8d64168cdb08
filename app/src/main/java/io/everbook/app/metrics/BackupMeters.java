package io.everbook.app.metrics;

import io.everbook.app.backup.BackupProbe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The backups that the engine makes on schedule. */
final class BackupMeters implements BackupProbe {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final LongAdder failures = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Timer duration;
    private volatile long intervalSeconds;
    private volatile long lastEpochMillis;

    BackupMeters(MeterRegistry registry) {
        duration = Timer.builder("everbook.backup.duration")
                .description("How long it took to make a backup, and to prove it where that is configured")
                .register(registry);
        FunctionCounter.builder("everbook.backup.failures", failures, LongAdder::sum)
                .description("Backups that could not be made or are not good")
                .baseUnit("backups")
                .register(registry);
        FunctionCounter.builder("everbook.backup.written", bytes, LongAdder::sum)
                .description("Bytes of files that backups wrote and did not share with earlier ones")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("everbook.backup.last.epoch", this, meters -> meters.lastEpochMillis / MILLIS_PER_SECOND)
                .description("When the last good backup was done, or begun where that was in an earlier run, since the"
                        + " epoch; 0 before the first")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("everbook.backup.interval", this, meters -> meters.intervalSeconds)
                .description("How often a backup is to be made; 0 without a schedule")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void scheduled(long everySeconds, long foundEpochMillis) {
        intervalSeconds = everySeconds;
        lastEpochMillis = foundEpochMillis;
    }

    @Override
    public void made(long bytesWritten, long nanos, long epochMillis) {
        bytes.add(bytesWritten);
        duration.record(nanos, TimeUnit.NANOSECONDS);
        lastEpochMillis = epochMillis;
    }

    @Override
    public void failed() {
        failures.increment();
    }
}
