package io.everbook.app.metrics;

import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts commands and events, without allocation: an adder for each type and reason, read at a scrape. */
final class EventCounts {

    private final LongAdder[] byCommand = adders(CommandType.values().length);
    private final LongAdder[] byType = adders(EventType.values().length);
    private final LongAdder[] byReason = adders(RejectReason.values().length);

    EventCounts(MeterRegistry registry) {
        for (CommandType type : CommandType.values()) {
            FunctionCounter.builder("everbook.commands", byCommand[type.ordinal()], LongAdder::sum)
                    .tag("type", word(type))
                    .description("Commands answered with events, by type, those refused included")
                    .baseUnit("commands")
                    .register(registry);
        }
        for (EventType type : EventType.values()) {
            FunctionCounter.builder("everbook.events", byType[type.ordinal()], LongAdder::sum)
                    .tag("type", word(type))
                    .description("Events emitted, by type")
                    .baseUnit("events")
                    .register(registry);
        }
        for (RejectReason reason : RejectReason.values()) {
            FunctionCounter.builder("everbook.rejects", byReason[reason.ordinal()], LongAdder::sum)
                    .tag("reason", word(reason))
                    .description("Commands refused, by reason")
                    .baseUnit("rejects")
                    .register(registry);
        }
        FunctionCounter.builder("everbook.trades", byType[EventType.TRADED.ordinal()], LongAdder::sum)
                .description("Trades: an incoming order with a resting one")
                .baseUnit("trades")
                .register(registry);
    }

    void count(ExecutionEvent event) {
        EventType type = event.type();
        byType[type.ordinal()].increment();
        if (event.lastOfCommand() && event.commandType() != null) {
            byCommand[event.commandType().ordinal()].increment();
        }
        if (type == EventType.REJECTED) {
            byReason[event.rejectReason().ordinal()].increment();
        }
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
