package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;

/**
 * The rules that refuse a command before it can change the book, checked in a fixed order: participant, request id
 * (used up from here on, as the user reference of OUCH 5.0 is), what the gateway already knew, state, then the fields.
 */
final class Admission {

    /** The most slices that an iceberg shows one after the other. */
    private static final long MAX_SLICES = 1_000;

    /** By their codes, the commands that a participant sends; the others are the operator's. */
    private static final int FROM_PARTICIPANT = 1 << CommandType.NEW_ORDER.code()
            | 1 << CommandType.CANCEL_ORDER.code()
            | 1 << CommandType.REPLACE_ORDER.code()
            | 1 << CommandType.MASS_CANCEL.code();

    private final OrderBook book;
    private final Participants participants;
    private final long maxPriceTicks;
    private final long maxQuantityLots;
    private final int maxOpenOrders;
    private final Limits limits;
    private int owner;

    Admission(Instrument instrument, OrderBook book, Participants participants, Limits limits) {
        this.book = book;
        this.participants = participants;
        maxPriceTicks = instrument.tick().maxSteps();
        maxQuantityLots = instrument.lot().maxSteps();
        maxOpenOrders = instrument.maxOpenOrders();
        this.limits = limits;
    }

    /** {@return why the command is refused whatever its type, or null} */
    RejectReason admit(Command command, InstrumentState state) {
        boolean fromParticipant = (FROM_PARTICIPANT >>> command.typeCode() & 1) != 0;
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

    /** {@return the slot of the participant whose command was admitted last} */
    int owner() {
        return owner;
    }

    private RejectReason useRequestId(Command command) {
        if (command.participantId() < 1) {
            return RejectReason.INVALID_PARTICIPANT;
        }
        long requestId = command.requestId();
        if (requestId < 0) {
            return RejectReason.INVALID_REQUEST_ID;
        }
        owner = participants.findOrAdd(command.participantId());
        if (requestId != 0) {
            if (requestId <= participants.lastRequestId(owner)) {
                return RejectReason.DUPLICATE_REQUEST;
            }
            participants.lastRequestId(owner, requestId);
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
        if (!cancels && participants.isDisabled(owner)) {
            return RejectReason.PARTICIPANT_DISABLED;
        }
        return null;
    }

    /** {@return whether orders of this time in force may stay in the book} */
    static boolean rests(TimeInForce timeInForce) {
        return timeInForce != TimeInForce.IOC && timeInForce != TimeInForce.FOK;
    }

    /** {@return whether orders of this type wait for a trigger} */
    static boolean isStop(OrderType orderType) {
        return orderType == OrderType.STOP || orderType == OrderType.STOP_LIMIT;
    }

    /** {@return why a new order is refused by its own fields and the state of the book, or null} */
    RejectReason checkNewOrder(Command order, long timeNanos) {
        OrderType type = order.orderType();
        TimeInForce timeInForce = order.timeInForce();
        if (order.side() == null || type == null || timeInForce == null || order.selfTradePrevention() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        RejectReason reason = checkQuantity(order.side(), order.quantityLots(), 0);
        if (reason == null) {
            reason = checkKind(order, type, timeInForce);
        }
        if (reason == null) {
            reason = checkPrices(order, type);
        }
        if (reason == null) {
            reason = checkDisplay(order, type, timeInForce);
        }
        if (reason == null) {
            reason = checkExpiry(order, timeInForce, timeNanos);
        }
        if (reason == null) {
            reason = checkLimits(order.priceTicks(), order.quantityLots());
        }
        return reason == null && rests(timeInForce) ? checkRoom() : reason;
    }

    private static RejectReason checkKind(Command order, OrderType type, TimeInForce timeInForce) {
        boolean rests = rests(timeInForce);
        boolean mustRest = isStop(type);
        boolean mustNotRest = type == OrderType.MARKET;
        if (mustRest && !rests || mustNotRest && rests) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        boolean canPost = type == OrderType.LIMIT && rests;
        return order.postOnly() && !canPost ? RejectReason.INVALID_POST_ONLY : null;
    }

    private RejectReason checkPrices(Command order, OrderType type) {
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        if (priced || order.priceTicks() != 0) {
            RejectReason reason = checkPrice(order.priceTicks());
            if (reason != null) {
                return reason;
            }
        }
        boolean stop = isStop(type);
        return stop || order.triggerPriceTicks() != 0 ? checkTrigger(order.triggerPriceTicks(), stop) : null;
    }

    private static RejectReason checkDisplay(Command order, OrderType type, TimeInForce timeInForce) {
        long display = order.displayQuantityLots();
        if (display == 0) {
            return null;
        }
        boolean priced = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        boolean inRange = display > 0 && display <= order.quantityLots();
        boolean valid = priced && rests(timeInForce) && inRange && !slicesTooMany(display, order.quantityLots());
        return valid ? null : RejectReason.INVALID_DISPLAY_QUANTITY;
    }

    /** {@return whether an iceberg would have so many slices that one trade could yield events without end} */
    static boolean slicesTooMany(long displayLots, long lots) {
        return displayLots != 0 && (lots - 1) / displayLots >= MAX_SLICES;
    }

    private static RejectReason checkExpiry(Command order, TimeInForce timeInForce, long timeNanos) {
        boolean valid = timeInForce == TimeInForce.GTD ? order.expireNanos() > timeNanos : order.expireNanos() == 0;
        return valid ? null : RejectReason.INVALID_EXPIRE_TIME;
    }

    private RejectReason checkRoom() {
        if (book.openOrderCount() >= maxOpenOrders) {
            return RejectReason.BOOK_FULL;
        }
        int open = participants.openOrders(owner);
        return limits.maxOpenOrders() != 0 && open >= limits.maxOpenOrders() ? RejectReason.TOO_MANY_OPEN_ORDERS : null;
    }

    /** {@return why a price, 0 for none, and a quantity are refused by the instrument's limits, or null} */
    RejectReason checkLimits(long priceTicks, long lots) {
        if (limits.maxQuantityLots() != 0 && lots > limits.maxQuantityLots()) {
            return RejectReason.QUANTITY_OVER_LIMIT;
        }
        if (priceTicks == 0) {
            return null;
        }
        boolean below = priceTicks < limits.minPriceTicks();
        boolean above = limits.maxPriceTicks() != 0 && priceTicks > limits.maxPriceTicks();
        if (below || above) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        boolean overflows = Math.multiplyHigh(priceTicks, lots) != 0 || priceTicks * lots < 0;
        boolean over = limits.maxNotional() != 0 && (overflows || priceTicks * lots > limits.maxNotional());
        return over ? RejectReason.NOTIONAL_OVER_LIMIT : null;
    }

    /** {@return why limits are refused, or null} */
    static RejectReason checkNewLimits(Limits limits) {
        boolean negative = limits.minPriceTicks() < 0
                || limits.maxPriceTicks() < 0
                || limits.maxQuantityLots() < 0
                || limits.maxNotional() < 0
                || limits.maxOpenOrders() < 0;
        boolean crossed = limits.maxPriceTicks() != 0 && limits.minPriceTicks() > limits.maxPriceTicks();
        return negative || crossed ? RejectReason.INVALID_LIMITS : null;
    }

    /** {@return why a trigger price is refused, or null} */
    RejectReason checkTrigger(long triggerTicks, boolean hasTrigger) {
        boolean valid = hasTrigger && checkPrice(triggerTicks) == null;
        return valid ? null : RejectReason.INVALID_TRIGGER_PRICE;
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
