package io.everbook.app.dump;

import io.everbook.app.json.Words;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Events as comma-separated values, with the names and words of the JSON Lines. */
public final class EventCsvDump implements EventWriting {

    private static final List<String> COLUMNS = List.of(
            "sequence",
            "index",
            "last",
            "timestamp",
            "event",
            "orderId",
            "participant",
            "requestId",
            "origRequestId",
            "side",
            "orderType",
            "timeInForce",
            "postOnly",
            "price",
            "quantity",
            "leavesQuantity",
            "priorityKept",
            "tradeId",
            "restingOrderId",
            "restingParticipant",
            "restingRequestId",
            "restingLeavesQuantity",
            "command",
            "reason",
            "state",
            "orders",
            "memo",
            "restingMemo");

    private static final Set<EventType> WITH_QUANTITY = EnumSet.of(
            EventType.ACCEPTED,
            EventType.TRADED,
            EventType.CANCELLED,
            EventType.REPLACED,
            EventType.TRIGGERED,
            EventType.REFRESHED);

    private final CsvRows rows;
    private Instrument instrument;

    /**
     * Writes to a stream.
     *
     * @param out receives UTF-8 text, a row at a time; not closed
     */
    public EventCsvDump(OutputStream out) {
        rows = new CsvRows(out);
    }

    @Override
    public void define(Instrument defined) {
        instrument = defined;
        rows.head(COLUMNS);
    }

    @Override
    public void event(ExecutionEvent event) {
        EventType type = event.type();
        boolean accepted = type == EventType.ACCEPTED;
        rows.word(Long.toString(event.sequence()))
                .word(Integer.toString(event.indexInCommand()))
                .word(String.valueOf(event.lastOfCommand()))
                .word(Long.toString(event.timestampNanos()))
                .word(Words.of(type))
                .number(event.orderId())
                .number(event.participantId())
                .number(event.requestId())
                .number(event.origRequestId())
                .word(word(event.side()))
                .word(accepted ? word(event.orderType()) : null)
                .word(accepted ? word(event.timeInForce()) : null)
                .word(accepted ? String.valueOf(event.postOnly()) : null)
                .word(event.priceTicks() == 0 ? null : Decimals.price(event.priceTicks(), instrument))
                .word(quantity(type, event.quantityLots()))
                .word(quantity(type, event.leavesQuantityLots()))
                .word(type == EventType.REPLACED ? String.valueOf(event.priorityKept()) : null);
        resting(event);
        rows.word(event.commandType() == null || type != EventType.REJECTED ? null : Words.of(event.commandType()))
                .word(reason(event))
                .word(state(event))
                .word(countsOrders(type) ? Long.toString(event.quantityLots()) : null)
                .text(event.memo().bytes(), event.memo().length())
                .text(event.restingMemo().bytes(), event.restingMemo().length())
                .end();
    }

    private void resting(ExecutionEvent event) {
        rows.number(event.tradeId())
                .number(event.restingOrderId())
                .number(event.restingParticipantId())
                .number(event.restingRequestId())
                .word(
                        event.type() == EventType.TRADED
                                ? Decimals.quantity(event.restingLeavesQuantityLots(), instrument)
                                : null);
    }

    private String quantity(EventType type, long lots) {
        return WITH_QUANTITY.contains(type) ? Decimals.quantity(lots, instrument) : null;
    }

    private static boolean countsOrders(EventType type) {
        return type == EventType.MASS_CANCELLED
                || type == EventType.PARTICIPANT_STATE_CHANGED
                || type == EventType.TIME_ADVANCED;
    }

    private static String reason(ExecutionEvent event) {
        if (event.type() == EventType.REJECTED) {
            return event.rejectReason().name();
        }
        return event.type() == EventType.CANCELLED ? event.cancelReason().name() : null;
    }

    private static String state(ExecutionEvent event) {
        return event.type() == EventType.INSTRUMENT_STATE_CHANGED
                ? word(event.instrumentState())
                : event.type() == EventType.PARTICIPANT_STATE_CHANGED ? word(event.participantState()) : null;
    }

    private static String word(Enum<?> value) {
        return value == null ? null : Words.of(value);
    }

    @Override
    public void flush() {
        rows.flush();
    }
}
