package io.everbook.app.metrics;

import io.everbook.app.audit.AuditKind;
import io.everbook.app.audit.AuditProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What is recorded in the audit journal, and whether it can be. */
final class AuditMeters implements AuditProbe {

    private final MeterRegistry registry;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Timer force;

    AuditMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("everbook.audit.size", bytes, AtomicLong::get)
                .description("Bytes of the engine's audit journal, all segments")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("everbook.audit.failed", failed, AtomicLong::get)
                .description("1 while the audit journal takes no records and privileged actions are refused; else 0")
                .baseUnit("failed")
                .register(registry);
        force = Timer.builder("everbook.audit.force")
                .description("How long it took to force the audit journal to its device")
                .register(registry);
    }

    @Override
    public void written(AuditKind kind, long bytesNow) {
        bytes.set(bytesNow);
        count("everbook.audit.written", "Records written to the audit journal, by kind", kind);
    }

    @Override
    public void forced(long nanos) {
        force.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void lost(AuditKind kind) {
        count("everbook.audit.lost", "Events that could not be recorded, privileges that were refused included", kind);
    }

    @Override
    public void failed(boolean now) {
        failed.set(now ? 1 : 0);
    }

    private void count(String name, String description, AuditKind kind) {
        Counter.builder(name)
                .description(description)
                .baseUnit("records")
                .tag("kind", kind.word())
                .register(registry)
                .increment();
    }
}
