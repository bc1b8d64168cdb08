package io.everbook.app.replay;

import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One command and what came of it, as sentences of which no line is longer than 80 columns. */
public final class MomentText {

    private static final int INDENT = 4;

    private final Instrument instrument;

    /**
     * Prepares it for one instrument.
     *
     * @param instrument whose ticks and lots are written as decimals
     */
    public MomentText(Instrument instrument) {
        this.instrument = instrument;
    }

    /**
     * Writes a command.
     *
     * @param command the command
     * @return its lines
     */
    public List<String> command(Command command) {
        StringBuilder text = new StringBuilder("command ").append(command.sequence());
        if (command.timestampNanos() != 0) {
            text.append(", ").append(LadderText.time(command.timestampNanos()));
        }
        text.append(": ").append(asked(command));
        if (command.participantId() != 0) {
            text.append(", participant ").append(command.participantId());
        }
        if (command.requestId() != 0) {
            text.append(", request ").append(command.requestId());
        }
        if (command.memoLength() > 0) {
            text.append(", memo ").append(memo(command.memo(), command.memoLength()));
        }
        return WrappedText.lines(text.toString(), INDENT);
    }

    /**
     * Writes what came of a command.
     *
     * @param events its events
     * @return their lines, each event beginning with its kind
     */
    public List<String> events(EventBatch events) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            lines.addAll(event(events.event(i)));
        }
        return lines;
    }

    /**
     * Writes one event.
     *
     * @param event the event
     * @return its lines
     */
    public List<String> event(ExecutionEvent event) {
        return WrappedText.lines("  " + word(event.type()) + " " + happened(event), 2 + INDENT);
    }

    /**
     * Writes a trade so that it can stand in a list.
     *
     * @param event an event of kind TRADED
     * @return its lines
     */
    public List<String> trade(ExecutionEvent event) {
        String when = event.timestampNanos() == 0 ? "" : ", " + LadderText.time(event.timestampNanos());
        String text = "trade " + event.tradeId() + ", command " + event.sequence() + when + ": "
                + quantity(event.quantityLots()) + atPrice(event) + ", " + word(event.side()) + " " + order(event)
                + " of participant " + event.participantId() + " with order " + event.restingOrderId()
                + " of participant " + event.restingParticipantId();
        return WrappedText.lines(text, INDENT);
    }

    /** {@return a value as people write it, such as {@code stop-limit}} */
    public static String word(Enum<?> value) {
        return value == null ? "?" : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String asked(Command command) {
        if (command.type() == null) {
            return "a command of an unknown type";
        }
        return switch (command.type()) {
            case NEW_ORDER -> "new " + newOrder(command);
            case CANCEL_ORDER -> "cancel " + target(command);
            case REPLACE_ORDER -> "replace " + target(command) + replacement(command);
            case MASS_CANCEL ->
                "mass cancel of " + (command.side() == null ? "both sides" : word(command.side()) + "s");
            case SET_INSTRUMENT_STATE -> "instrument " + word(command.instrumentState());
            case SET_PARTICIPANT_STATE -> "participant " + word(command.participantState());
            case SET_LIMITS -> "limits " + limits(command.limits());
            case ADVANCE_TIME -> "time";
            case QUERY_BOOK -> "book";
        };
    }

    private String newOrder(Command order) {
        StringBuilder text = new StringBuilder(word(order.side()));
        text.append(' ').append(quantity(order.quantityLots()));
        text.append(order.priceTicks() == 0 ? "" : " at " + price(order.priceTicks()));
        text.append(order.orderType() == OrderType.LIMIT ? "" : ", " + word(order.orderType()));
        text.append(", ").append(word(order.timeInForce()));
        text.append(order.triggerPriceTicks() == 0 ? "" : ", trigger " + price(order.triggerPriceTicks()));
        text.append(order.displayQuantityLots() == 0 ? "" : ", shows " + quantity(order.displayQuantityLots()));
        text.append(order.postOnly() ? ", post-only" : "");
        if (order.selfTradePrevention() != SelfTradePrevention.NONE) {
            text.append(", ").append(word(order.selfTradePrevention()));
        }
        text.append(order.expireNanos() == 0 ? "" : ", expires " + LadderText.time(order.expireNanos()));
        return text.toString();
    }

    private static String target(Command command) {
        return command.orderId() != 0
                ? "order " + command.orderId()
                : "the order of request " + command.origRequestId();
    }

    private String replacement(Command command) {
        String price = command.priceTicks() == 0 ? "" : " at " + price(command.priceTicks());
        return command.quantityLots() == 0 ? price : " with " + quantity(command.quantityLots()) + price;
    }

    private String happened(ExecutionEvent event) {
        return switch (event.type()) {
            case ACCEPTED ->
                order(event) + ": " + word(event.side()) + " " + quantity(event.quantityLots()) + atPrice(event);
            case REJECTED ->
                event.rejectReason() + ": " + event.rejectReason().text()
                        + (event.orderId() == 0 ? "" : ", " + order(event));
            case TRADED -> traded(event);
            case CANCELLED ->
                order(event) + ": " + quantity(event.quantityLots()) + atPrice(event) + " taken out, "
                        + event.cancelReason();
            case REPLACED ->
                order(event) + ": " + quantity(event.leavesQuantityLots()) + " open" + atPrice(event)
                        + (event.priorityKept() ? ", keeps its place" : ", goes to the back");
            case TRIGGERED, REFRESHED -> order(event) + ": " + quantity(event.quantityLots()) + atPrice(event);
            case MASS_CANCELLED -> event.quantityLots() + " orders of participant " + event.participantId();
            case INSTRUMENT_STATE_CHANGED -> word(event.instrumentState());
            case PARTICIPANT_STATE_CHANGED ->
                "participant " + event.participantId() + " " + word(event.participantState()) + ", "
                        + event.quantityLots() + " orders cancelled";
            case LIMITS_CHANGED -> limits(event.limits());
            case TIME_ADVANCED -> event.quantityLots() + " orders expired";
            case BOOK, STOPPED -> "";
        };
    }

    private String traded(ExecutionEvent event) {
        return "trade " + event.tradeId() + ": " + quantity(event.quantityLots()) + atPrice(event) + "; "
                + word(event.side()) + " " + order(event) + " of participant " + event.participantId() + " has "
                + quantity(event.leavesQuantityLots()) + " left, resting order " + event.restingOrderId()
                + " of participant " + event.restingParticipantId() + " has "
                + quantity(event.restingLeavesQuantityLots());
    }

    private static String order(ExecutionEvent event) {
        return "order " + event.orderId();
    }

    private String atPrice(ExecutionEvent event) {
        return event.priceTicks() == 0 ? "" : " at " + price(event.priceTicks());
    }

    private String limits(Limits limits) {
        return "price " + (limits.minPriceTicks() == 0 ? "any" : price(limits.minPriceTicks())) + " to "
                + (limits.maxPriceTicks() == 0 ? "any" : price(limits.maxPriceTicks())) + ", quantity "
                + (limits.maxQuantityLots() == 0 ? "any" : quantity(limits.maxQuantityLots())) + ", ticks times lots "
                + (limits.maxNotional() == 0 ? "any" : limits.maxNotional()) + ", open orders "
                + (limits.maxOpenOrders() == 0 ? "any" : limits.maxOpenOrders());
    }

    private String price(long ticks) {
        return DecimalText.of(instrument.tick(), ticks);
    }

    private String quantity(long lots) {
        return DecimalText.of(instrument.lot(), lots);
    }

    /** {@return a client's text in quotes, without what could move the cursor} */
    private static String memo(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return '"' + text.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
