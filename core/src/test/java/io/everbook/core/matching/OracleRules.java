package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
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
            case SET_LIMITS -> RejectReason.NOT_SUPPORTED;
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
        if (!isSupported(order)) {
            return RejectReason.NOT_SUPPORTED;
        }
        if (!isQuantity(order.quantityLots()) || !fits(order.side(), order.quantityLots())) {
            return RejectReason.INVALID_QUANTITY;
        }
        boolean rests = order.timeInForce() == TimeInForce.GTC;
        boolean limit = order.orderType() == OrderType.LIMIT;
        if (!limit && rests) {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (!limit && order.postOnly()) {
            return RejectReason.INVALID_POST_ONLY;
        }
        if (!isPrice(order.priceTicks()) && (limit || order.priceTicks() != 0)) {
            return RejectReason.INVALID_PRICE;
        }
        if (order.postOnly() && !rests) {
            return RejectReason.INVALID_POST_ONLY;
        }
        if (rests && market.book.openOrderCount() >= maxOpenOrders) {
            return RejectReason.BOOK_FULL;
        }
        return order.postOnly() && takes(order.side(), order.priceTicks()) ? RejectReason.WOULD_TAKE : null;
    }

    private static boolean isSupported(Command order) {
        boolean type = order.orderType() == OrderType.LIMIT || order.orderType() == OrderType.MARKET;
        boolean time = order.timeInForce() != TimeInForce.DAY && order.timeInForce() != TimeInForce.GTD;
        return type
                && time
                && order.triggerPriceTicks() == 0
                && order.displayQuantityLots() == 0
                && order.expireNanos() == 0
                && order.selfTradePrevention() == SelfTradePrevention.NONE;
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
        if (!isPrice(price)) {
            return RejectReason.INVALID_PRICE;
        }
        if (!isQuantity(quantity) || !fits(order.side, quantity - order.quantityLots)) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (quantity <= order.executedLots()) {
            return RejectReason.ALREADY_EXECUTED;
        }
        return order.postOnly && takes(order.side, price) ? RejectReason.WOULD_TAKE : null;
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
