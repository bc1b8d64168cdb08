package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.Instrument;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/** Which commands the oracle refuses, and why. */
final class OracleRules {

    private static final Set<CommandType> FROM_PARTICIPANTS = EnumSet.of(
            CommandType.NEW_ORDER, CommandType.CANCEL_ORDER, CommandType.REPLACE_ORDER, CommandType.MASS_CANCEL);

    private final OracleMarket market;
    private final long maxPriceTicks;
    private final long maxLots;
    private final int maxOpenOrders;

    OracleRules(Instrument instrument, OracleMarket market) {
        this.market = market;
        maxPriceTicks = (1L << 62) / instrument.tick().units();
        maxLots = (1L << 62) / instrument.lot().units();
        maxOpenOrders = instrument.maxOpenOrders();
    }

    RejectReason refusal(Command command) {
        if (command.type() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        boolean fromParticipant = FROM_PARTICIPANTS.contains(command.type());
        RejectReason reason = fromParticipant ? requestRefusal(command) : null;
        if (reason == null) {
            reason = command.refusal();
        }
        if (reason == null && fromParticipant) {
            reason = stateRefusal(command);
        }
        return reason == null ? fieldRefusal(command) : reason;
    }

    private RejectReason requestRefusal(Command command) {
        if (command.participantId() < 1) {
            return RejectReason.INVALID_PARTICIPANT;
        }
        if (command.requestId() < 0) {
            return RejectReason.INVALID_REQUEST_ID;
        }
        long last = market.lastRequestIds.getOrDefault(command.participantId(), 0L);
        if (command.requestId() > 0 && command.requestId() <= last) {
            return RejectReason.DUPLICATE_REQUEST;
        }
        market.lastRequestIds.put(command.participantId(), Math.max(last, command.requestId()));
        return null;
    }

    private RejectReason stateRefusal(Command command) {
        boolean cancels = command.type() == CommandType.CANCEL_ORDER || command.type() == CommandType.MASS_CANCEL;
        if (market.state == InstrumentState.CLOSED) {
            return RejectReason.INSTRUMENT_CLOSED;
        }
        if (market.state == InstrumentState.HALTED && !cancels) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        return market.disabled.contains(command.participantId()) && !cancels ? RejectReason.PARTICIPANT_DISABLED : null;
    }

    private RejectReason fieldRefusal(Command command) {
        return switch (command.type()) {
            case NEW_ORDER -> newOrderRefusal(command);
            case CANCEL_ORDER -> ownershipRefusal(command);
            case REPLACE_ORDER -> replaceRefusal(command);
            case MASS_CANCEL, ADVANCE_TIME -> null;
            case SET_INSTRUMENT_STATE -> command.instrumentState() == null ? RejectReason.INVALID_COMMAND : null;
            case SET_PARTICIPANT_STATE -> participantStateRefusal(command);
            case SET_LIMITS -> limitsRefusal(command.limits());
            case QUERY_BOOK -> RejectReason.INVALID_COMMAND;
        };
    }

    private static RejectReason participantStateRefusal(Command command) {
        if (command.participantState() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        return command.participantId() < 1 ? RejectReason.INVALID_PARTICIPANT : null;
    }

    private RejectReason newOrderRefusal(Command order) {
        if (order.side() == null
                || order.orderType() == null
                || order.timeInForce() == null
                || order.selfTradePrevention() == null) {
            return RejectReason.INVALID_COMMAND;
        }
        boolean limit = order.orderType() == OrderType.LIMIT;
        boolean stop = order.orderType() == OrderType.STOP || order.orderType() == OrderType.STOP_LIMIT;
        boolean priced = limit || order.orderType() == OrderType.STOP_LIMIT;
        boolean rests = order.timeInForce() != TimeInForce.IOC && order.timeInForce() != TimeInForce.FOK;
        if (!isQuantity(order.quantityLots()) || !fits(order.side(), order.quantityLots())) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (stop && !rests || order.orderType() == OrderType.MARKET && rests) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (order.postOnly() && !(limit && rests)) {
            return RejectReason.INVALID_POST_ONLY;
        }
        if (!isPrice(order.priceTicks()) && (priced || order.priceTicks() != 0)) {
            return RejectReason.INVALID_PRICE;
        }
        if (stop ? !isPrice(order.triggerPriceTicks()) : order.triggerPriceTicks() != 0) {
            return RejectReason.INVALID_TRIGGER_PRICE;
        }
        long display = order.displayQuantityLots();
        if (display != 0 && (!priced || !rests || display < 0 || display > order.quantityLots())
                || tooManySlices(display, order.quantityLots())) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        boolean gtd = order.timeInForce() == TimeInForce.GTD;
        if (gtd ? order.expireNanos() <= market.timeNanos : order.expireNanos() != 0) {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        RejectReason reason = overLimits(order.priceTicks(), order.quantityLots());
        if (reason != null) {
            return reason;
        }
        if (rests && market.book.openOrderCount() >= maxOpenOrders) {
            return RejectReason.BOOK_FULL;
        }
        int own = market.book.ofParticipant(order.participantId()).size();
        if (rests && market.limits.maxOpenOrders() > 0 && own >= market.limits.maxOpenOrders()) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        return order.postOnly() && takes(order.side(), order.priceTicks()) ? RejectReason.WOULD_TAKE : null;
    }

    private static boolean tooManySlices(long display, long lots) {
        return display > 0
                && BigInteger.valueOf(display)
                                .multiply(BigInteger.valueOf(1_000))
                                .compareTo(BigInteger.valueOf(lots))
                        < 0;
    }

    private static RejectReason limitsRefusal(Limits limits) {
        boolean negative = Math.min(limits.minPriceTicks(), limits.maxPriceTicks()) < 0
                || Math.min(limits.maxQuantityLots(), limits.maxNotional()) < 0
                || limits.maxOpenOrders() < 0;
        boolean empty = limits.maxPriceTicks() > 0 && limits.minPriceTicks() > limits.maxPriceTicks();
        return negative || empty ? RejectReason.INVALID_LIMITS : null;
    }

    private RejectReason overLimits(long price, long lots) {
        Limits limits = market.limits;
        if (limits.maxQuantityLots() > 0 && lots > limits.maxQuantityLots()) {
            return RejectReason.QUANTITY_OVER_LIMIT;
        }
        boolean above = limits.maxPriceTicks() > 0 && price > limits.maxPriceTicks();
        if (price > 0 && (above || price < limits.minPriceTicks())) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        BigInteger notional = BigInteger.valueOf(price).multiply(BigInteger.valueOf(lots));
        boolean over = limits.maxNotional() > 0 && notional.compareTo(BigInteger.valueOf(limits.maxNotional())) > 0;
        return over ? RejectReason.NOTIONAL_OVER_LIMIT : null;
    }

    private RejectReason ownershipRefusal(Command command) {
        OracleOrder order = market.named(command);
        if (order == null) {
            return RejectReason.UNKNOWN_ORDER;
        }
        return order.participantId == command.participantId() ? null : RejectReason.NOT_OWNER;
    }

    private RejectReason replaceRefusal(Command command) {
        RejectReason reason = ownershipRefusal(command);
        if (reason != null) {
            return reason;
        }
        OracleOrder order = market.named(command);
        long price = command.priceTicks() == 0 ? order.priceTicks : command.priceTicks();
        long quantity = newQuantity(command, order);
        boolean mayLackPrice = order.orderType == OrderType.STOP && order.priceTicks == 0;
        if (!isPrice(price) && !(mayLackPrice && price == 0)) {
            return RejectReason.INVALID_PRICE;
        }
        if (command.triggerPriceTicks() != 0 && !(order.waiting && isPrice(command.triggerPriceTicks()))) {
            return RejectReason.INVALID_TRIGGER_PRICE;
        }
        if (!isQuantity(quantity) || !fits(order.side, quantity - order.quantityLots)) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (quantity <= order.executedLots()) {
            return RejectReason.ALREADY_EXECUTED;
        }
        if (tooManySlices(order.displayLots, quantity)) {
            return RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        reason = keepsPlace(command, order) ? null : overLimits(price, quantity);
        if (reason != null) {
            return reason;
        }
        return order.postOnly && takes(order.side, price) ? RejectReason.WOULD_TAKE : null;
    }

    /** {@return whether a replace asks for nothing but a smaller quantity, or for nothing at all} */
    boolean keepsPlace(Command command, OracleOrder order) {
        boolean samePrice = command.priceTicks() == 0 || command.priceTicks() == order.priceTicks;
        boolean sameTrigger = command.triggerPriceTicks() == 0 || command.triggerPriceTicks() == order.triggerTicks;
        return samePrice && sameTrigger && newQuantity(command, order) <= order.quantityLots;
    }

    /** {@return the quantity that a replace asks for, executed part included; -1 where no long can hold it} */
    long newQuantity(Command command, OracleOrder order) {
        if (command.leavesQuantityLots() < 0) {
            return -1;
        }
        if (command.leavesQuantityLots() > 0) {
            BigInteger sum =
                    BigInteger.valueOf(order.executedLots()).add(BigInteger.valueOf(command.leavesQuantityLots()));
            return sum.bitLength() > 63 ? -1 : sum.longValueExact();
        }
        return command.quantityLots() == 0 ? order.quantityLots : command.quantityLots();
    }

    private boolean takes(Side side, long priceTicks) {
        return market.book.orders(side.opposite()).stream()
                .anyMatch(resting -> OracleBook.trades(side, priceTicks, resting));
    }

    private boolean isPrice(long priceTicks) {
        return priceTicks >= 1 && priceTicks <= maxPriceTicks;
    }

    private boolean isQuantity(long lots) {
        return lots >= 1 && lots <= maxLots;
    }

    /** {@return whether a side that grows by so much stays within what can be written as text} */
    private boolean fits(Side side, long moreLots) {
        return BigInteger.valueOf(market.book.totalLots(side))
                        .add(BigInteger.valueOf(moreLots))
                        .compareTo(BigInteger.valueOf(maxLots))
                <= 0;
    }
}
