package io.everbook.replay.condition;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.StopCondition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The tests that a condition is made of, each from the text of its value. */
final class ConditionTests {

    /** Their names. */
    static final List<String> NAMES =
            List.of("order", "participant", "traded", "price", "crossed", "quantity", "event", "reject", "digest");

    private static final Set<EventType> UNSEQUENCED = EnumSet.of(EventType.BOOK, EventType.STOPPED);

    private final Instrument instrument;
    private final Function<String, ReplayException> fault;

    /**
     * Prepares them.
     *
     * @param instrument whose prices and quantities are named
     * @param fault makes the fault of a sentence that says what is wrong
     */
    ConditionTests(Instrument instrument, Function<String, ReplayException> fault) {
        this.instrument = instrument;
        this.fault = fault;
    }

    /** {@return the words that can stand behind a word, where they can be listed} */
    static List<String> values(String name) {
        return switch (name) {
            case "event" ->
                Arrays.stream(EventType.values())
                        .filter(type -> !UNSEQUENCED.contains(type))
                        .map(Enum::name)
                        .toList();
            case "reject" ->
                Arrays.stream(RejectReason.values()).map(Enum::name).toList();
            default -> List.of();
        };
    }

    StopCondition order(String id) {
        return StopCondition.order(number(id, Long.MAX_VALUE, "an order id"));
    }

    StopCondition participant(String id) {
        return StopCondition.participant((int) number(id, Integer.MAX_VALUE, "a participant"));
    }

    StopCondition traded() {
        return StopCondition.event(EventType.TRADED);
    }

    StopCondition price(Comparison comparison, String price) {
        long ticks = ticks(price);
        return any(event -> event.type() == EventType.TRADED && comparison.holds(event.priceTicks(), ticks));
    }

    StopCondition crossed(String price) {
        return StopCondition.crossed(ticks(price));
    }

    StopCondition quantity(Comparison comparison, String quantity) {
        long lots = steps(instrument.lot(), quantity, "quantity", "lots");
        return any(event -> switch (event.type()) {
            case TRADED, ACCEPTED, REPLACED -> comparison.holds(event.quantityLots(), lots);
            default -> false;
        });
    }

    StopCondition event(String kind) {
        return StopCondition.event(word(EventType.values(), kind, "event"));
    }

    /** {@return a condition met by a refusal; for any reason where the code is null} */
    StopCondition reject(String code) {
        return code == null
                ? StopCondition.event(EventType.REJECTED)
                : StopCondition.rejected(word(RejectReason.values(), code, "reject"));
    }

    StopCondition digest(String hex) {
        if (!hex.matches("[0-9a-fA-F]{16}")) {
            throw fault.apply("a digest has 16 hexadecimal digits, unlike \"" + hex + "\"");
        }
        long digest = Long.parseUnsignedLong(hex, 16);
        return (command, events, market) -> market.digest() == digest;
    }

    private long ticks(String price) {
        return steps(instrument.tick(), price, "price", "ticks");
    }

    private long steps(DecimalUnit unit, String text, String what, String steps) {
        long value = unit.parse(text);
        if (value == DecimalUnit.NOT_A_MULTIPLE) {
            throw fault.apply("the " + what + " " + text + " is no whole number of " + steps + " of " + unit);
        }
        if (value < 0) {
            throw fault.apply("\"" + text + "\" is no " + what);
        }
        return value;
    }

    private long number(String text, long max, String what) {
        if (text.matches("[0-9]{1,19}")) {
            long value = Long.parseUnsignedLong(text);
            if (value >= 1 && value <= max) {
                return value;
            }
        }
        throw fault.apply(what + " was expected instead of \"" + text + "\"");
    }

    private <E extends Enum<E>> E word(E[] values, String text, String test) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E value : values) {
            if (value.name().equals(name) && values(test).contains(name)) {
                return value;
            }
        }
        throw fault.apply("\"" + text + "\" is none of " + String.join(", ", values(test)));
    }

    private static StopCondition any(Predicate<ExecutionEvent> wanted) {
        return (command, events, market) -> anyOf(events, wanted);
    }

    private static boolean anyOf(EventBatch events, Predicate<ExecutionEvent> wanted) {
        for (int i = 0; i < events.size(); i++) {
            if (wanted.test(events.event(i))) {
                return true;
            }
        }
        return false;
    }
}
