package io.everbook.app.dump;

import io.everbook.app.json.Words;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;

/** What happened, in words, without when and to whom. */
public final class EventSentence {

    private EventSentence() {}

    /** {@return the event in words; its prices and quantities as decimal text} */
    public static String of(ExecutionEvent event, Instrument instrument) {
        return switch (event.type()) {
            case ACCEPTED -> accepted(event, instrument);
            case REJECTED -> rejected(event);
            case TRADED -> traded(event, instrument);
            case CANCELLED ->
                "cancelled order " + event.orderId() + ": " + quantity(event.quantityLots(), instrument)
                        + at(event, instrument) + ", " + event.cancelReason();
            case REPLACED ->
                "replaced order " + event.orderId() + ": " + changed(event, instrument)
                        + (event.priorityKept() ? ", keeps its place" : ", goes to the back");
            case TRIGGERED -> "triggered order " + event.orderId() + ": " + changed(event, instrument);
            case REFRESHED -> "refreshed order " + event.orderId() + ": " + changed(event, instrument);
            case MASS_CANCELLED ->
                "mass-cancelled " + event.quantityLots() + " " + (event.side() == null ? "" : word(event.side()) + " ")
                        + "orders";
            case INSTRUMENT_STATE_CHANGED -> "instrument " + word(event.instrumentState());
            case PARTICIPANT_STATE_CHANGED ->
                "participant " + word(event.participantState()) + ", " + event.quantityLots() + " orders cancelled";
            case LIMITS_CHANGED -> CommandSentence.limitsWords(event.limits(), instrument);
            case TIME_ADVANCED -> "time advanced, " + event.quantityLots() + " orders expired";
            case BOOK -> "book";
            case STOPPED -> "stopped";
        };
    }

    private static String accepted(ExecutionEvent event, Instrument instrument) {
        String text = "accepted order " + event.orderId() + ": " + word(event.side()) + " " + word(event.orderType())
                + " " + quantity(event.quantityLots(), instrument) + at(event, instrument) + " "
                + word(event.timeInForce()) + (event.postOnly() ? ", post-only" : "");
        return event.memo().length() == 0
                ? text
                : text + ", memo "
                        + CommandSentence.memo(
                                event.memo().bytes(), event.memo().length());
    }

    private static String rejected(ExecutionEvent event) {
        String what = event.commandType() == null ? "command" : Words.of(event.commandType());
        String order = event.orderId() == 0 ? "" : " of order " + event.orderId();
        return "rejected " + what + order + ": " + event.rejectReason() + ", "
                + event.rejectReason().text();
    }

    private static String traded(ExecutionEvent event, Instrument instrument) {
        return "traded " + event.tradeId() + ": order " + event.orderId() + " " + word(event.side()) + "s "
                + quantity(event.quantityLots(), instrument) + at(event, instrument) + " with order "
                + event.restingOrderId() + " of participant " + event.restingParticipantId() + "; they leave "
                + quantity(event.leavesQuantityLots(), instrument) + " and "
                + quantity(event.restingLeavesQuantityLots(), instrument);
    }

    private static String changed(ExecutionEvent event, Instrument instrument) {
        return quantity(event.quantityLots(), instrument) + at(event, instrument) + ", leaves "
                + quantity(event.leavesQuantityLots(), instrument);
    }

    private static String at(ExecutionEvent event, Instrument instrument) {
        return event.priceTicks() == 0 ? "" : " at " + Decimals.price(event.priceTicks(), instrument);
    }

    private static String quantity(long lots, Instrument instrument) {
        return Decimals.shortQuantity(lots, instrument);
    }

    private static String word(Enum<?> value) {
        return value == null ? "?" : Words.of(value);
    }
}
