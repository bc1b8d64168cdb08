package io.everbook.core.matching;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * An event as scenarios spell it, such as {@code TRADED t1 #2 p2 SELL 4@100 leaves 0 with #1 p1 leaves 6}: every
 * field but the command's sequence, type and time and the event's place, which {@link MarketScenario} checks for
 * every event.
 */
final class EventText {

    private EventText() {}

    static String of(ExecutionEvent event) {
        StringJoiner words = new StringJoiner(" ");
        words.add(event.type().name());
        number(words, "t", event.tradeId());
        number(words, "#", event.orderId());
        number(words, "p", event.participantId());
        number(words, "r", event.requestId());
        number(words, "of r", event.origRequestId());
        word(words, event.side());
        word(words, event.orderType());
        word(words, event.timeInForce());
        if (event.postOnly()) {
            words.add("POST_ONLY");
        }
        quantity(words, event);
        word(words, event.cancelReason());
        word(words, event.rejectReason());
        word(words, event.instrumentState());
        word(words, event.participantState());
        memo(words, event.memo());
        if (event.type() == EventType.TRADED) {
            resting(words, event);
        }
        return words.toString();
    }

    private static void quantity(StringJoiner words, ExecutionEvent event) {
        EventType type = event.type();
        if (event.priceTicks() != 0) {
            words.add(event.quantityLots() + "@" + event.priceTicks());
        } else if (event.quantityLots() != 0 || type == EventType.MASS_CANCELLED) {
            words.add(Long.toString(event.quantityLots()));
        }
        boolean opens = type == EventType.ACCEPTED || type == EventType.TRADED || type == EventType.REPLACED;
        if (opens || event.leavesQuantityLots() != 0) {
            words.add("leaves " + event.leavesQuantityLots());
        }
        if (type == EventType.REPLACED) {
            words.add(event.priorityKept() ? "KEPT" : "BACK");
        }
    }

    private static void resting(StringJoiner words, ExecutionEvent event) {
        words.add("with");
        number(words, "#", event.restingOrderId());
        number(words, "p", event.restingParticipantId());
        number(words, "r", event.restingRequestId());
        words.add("leaves " + event.restingLeavesQuantityLots());
        memo(words, event.restingMemo());
    }

    private static void number(StringJoiner words, String name, long value) {
        if (value != 0) {
            words.add(name + value);
        }
    }

    private static void word(StringJoiner words, Enum<?> value) {
        if (value != null) {
            words.add(value.name());
        }
    }

    private static void memo(StringJoiner words, Memo memo) {
        if (memo.length() > 0) {
            words.add("'" + new String(memo.bytes(), 0, memo.length(), StandardCharsets.US_ASCII) + "'");
        }
    }
}
