package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;

/**
 * The rules that refuse a command before it can change the book, checked in a fixed order: participant, request id
 * (used up from here on, as the user reference of OUCH 5.0 is), what the gateway already knew, state, then the fields.
 */
final class Admission {

    private final OrderBook book;
    private final Participants participants;
    private final long maxPriceTicks;
    private final long maxQuantityLots;
    private final int maxOpenOrders;

    Admission(Instrument instrument, OrderBook book, Participants participants) {
        this.book = book;
        this.participants = participants;
        maxPriceTicks = instrument.tick().maxSteps();
        maxQuantityLots = instrument.lot().maxSteps();
        maxOpenOrders = instrument.maxOpenOrders();
    }

    /** {@return why the command is refused whatever its type, or null} */
    RejectReason admit(Command command, InstrumentState state) {
        boolean fromParticipant = isFromParticipant(command.type());
        if (fromParticipant) {
            RejectReason reason = useRequestId(command);
            if (reason != null) {
                return reason;
            }
        }
        if (command.refusal() != null) {
            return command.refusal();
        }
        return fromParticipant ? checkState(command, state) : null;
    }

    private static boolean isFromParticipant(CommandType type) {
        return switch (type) {
            case NEW_ORDER, CANCEL_ORDER, REPLACE_ORDER, MASS_CANCEL -> true;
            case SET_INSTRUMENT_STATE, SET_PARTICIPANT_STATE, SET_LIMITS, ADVANCE_TIME, QUERY_BOOK -> false;
        };
    }

    private RejectReason useRequestId(Command command) {
        if (command.participantId() < 1) {
            return RejectReason.INVALID_PARTICIPANT;
        }
        long requestId = command.requestId();
        if (requestId < 0) {
            return RejectReason.INVALID_REQUEST_ID;
        }
        int participant = participants.findOrAdd(command.participantId());
        if (requestId != 0) {
            if (requestId <= participants.lastRequestId(participant)) {
                return RejectReason.DUPLICATE_REQUEST;
            }
            participants.lastRequestId(participant, requestId);
        }
        return null;
    }

    private RejectReason checkState(Command command, InstrumentState state) {
        boolean cancels = command.type() == CommandType.CANCEL_ORDER || command.type() == CommandType.MASS_CANCEL;
        if (state == InstrumentState.CLOSED) {
            return RejectReason.INSTRUMENT_CLOSED;
        }
        if (state == InstrumentState.HALTED && !cancels) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (!cancels && participants.isDisabled(participants.find(command.participantId()))) {
            return RejectReason.PARTICIPANT_DISABLED;
        }
        return null;
    }

    /** {@return why a new order is refused by its own fields, or null} */
    RejectReason checkNewOrder(Command order) {
        if (order.side() == null
                || order.orderType() == null
                || order.timeInForce() == null
                || order.selfTradePrevention() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        if (isUnsupported(order)) {
            return RejectReason.NOT_SUPPORTED;
        }
        RejectReason reason = checkQuantity(order.side(), order.quantityLots(), 0);
        if (reason != null) {
            return reason;
        }
        boolean rests = order.timeInForce() == TimeInForce.GTC;
        if (order.orderType() == OrderType.MARKET) {
            return checkMarketOrder(order, rests);
        }
        reason = checkPrice(order.priceTicks());
        if (reason != null) {
            return reason;
        }
        if (order.postOnly() && !rests) {
            return RejectReason.INVALID_POST_ONLY;
        }
        return rests && book.openOrderCount() >= maxOpenOrders ? RejectReason.BOOK_FULL : null;
    }

    private static boolean isUnsupported(Command order) {
        return order.orderType() == OrderType.STOP
                || order.orderType() == OrderType.STOP_LIMIT
                || order.timeInForce() == TimeInForce.DAY
                || order.timeInForce() == TimeInForce.GTD
                || order.displayQuantityLots() != 0
                || order.triggerPriceTicks() != 0
                || order.expireNanos() != 0
                || order.selfTradePrevention() != SelfTradePrevention.NONE;
    }

    private RejectReason checkMarketOrder(Command order, boolean rests) {
        if (rests) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (order.postOnly()) {
            return RejectReason.INVALID_POST_ONLY;
        }
        return order.priceTicks() == 0 ? null : checkPrice(order.priceTicks());
    }

    /** {@return why a limit price is refused, or null} */
    RejectReason checkPrice(long priceTicks) {
        return priceTicks < 1 || priceTicks > maxPriceTicks ? RejectReason.INVALID_PRICE : null;
    }

    /**
     * Bounds the quantity of an order and of its whole side, so that no sum of quantities can overflow, nor its decimal
     * text.
     *
     * @return why a quantity that takes the place of another one, 0 for a new order, is refused on a side, or null
     */
    RejectReason checkQuantity(Side side, long lots, long replacedLots) {
        boolean valid =
                lots >= 1 && lots <= maxQuantityLots && lots - replacedLots <= maxQuantityLots - book.totalLots(side);
        return valid ? null : RejectReason.INVALID_QUANTITY;
    }
}
