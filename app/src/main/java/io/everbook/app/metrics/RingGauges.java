package io.everbook.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** How full the fullest ring of a kind is. */
final class RingGauges {

    private RingGauges() {}

    /**
     * Registers the gauges of one kind of ring.
     *
     * @param ring the kind, command or event
     * @param size slots of each such ring
     * @param remaining how many slots the fullest of them has left
     */
    static void register(MeterRegistry registry, String ring, int size, LongSupplier remaining) {
        gauge(registry, "size", ring, "Slots of a ring", remaining, slots -> size);
        gauge(
                registry,
                "remaining",
                ring,
                "Free slots of the fullest ring; at 0 of the command ring commands are refused as busy",
                remaining,
                LongSupplier::getAsLong);
        gauge(
                registry,
                "occupied",
                ring,
                "Slots of the fullest ring that are taken",
                remaining,
                slots -> size - slots.getAsLong());
    }

    private static void gauge(
            MeterRegistry registry,
            String what,
            String ring,
            String description,
            LongSupplier remaining,
            ToDoubleFunction<LongSupplier> value) {
        Gauge.builder("everbook.ring." + what, remaining, value)
                .tag("ring", ring)
                .description(description)
                .baseUnit("slots")
                .strongReference(true)
                .register(registry);
    }
}
