package io.everbook.core.matching;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.nio.charset.StandardCharsets;

/** Commands as scenarios spell them; whatever is not named is at the value that most orders have. */
final class Orders {

    private Orders() {}

    static Command buy(int participantId, long quantityLots, long priceTicks) {
        return limit(participantId, Side.BUY, quantityLots, priceTicks);
    }

    static Command sell(int participantId, long quantityLots, long priceTicks) {
        return limit(participantId, Side.SELL, quantityLots, priceTicks);
    }

    static Command limit(int participantId, Side side, long quantityLots, long priceTicks) {
        return from(CommandType.NEW_ORDER, participantId)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .quantityLots(quantityLots)
                .priceTicks(priceTicks);
    }

    static Command marketBuy(int participantId, long quantityLots) {
        return market(participantId, Side.BUY, quantityLots);
    }

    static Command marketSell(int participantId, long quantityLots) {
        return market(participantId, Side.SELL, quantityLots);
    }

    private static Command market(int participantId, Side side, long quantityLots) {
        return limit(participantId, side, quantityLots, 0)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IOC);
    }

    static Command iceberg(Command order, long displayLots) {
        return order.displayQuantityLots(displayLots);
    }

    /** Waits for its trigger, then takes any price. */
    static Command stop(int participantId, Side side, long quantityLots, long triggerTicks) {
        return limit(participantId, side, quantityLots, 0)
                .orderType(OrderType.STOP)
                .triggerPriceTicks(triggerTicks);
    }

    /** Waits for its trigger, then trades at its limit or rests. */
    static Command stopLimit(int participantId, Side side, long quantityLots, long triggerTicks, long priceTicks) {
        return stop(participantId, side, quantityLots, triggerTicks)
                .orderType(OrderType.STOP_LIMIT)
                .priceTicks(priceTicks);
    }

    static Command goodTill(Command order, long expireNanos) {
        return order.timeInForce(TimeInForce.GTD).expireNanos(expireNanos);
    }

    static Command cancel(int participantId, long orderId) {
        return from(CommandType.CANCEL_ORDER, participantId).orderId(orderId);
    }

    static Command cancelOfRequest(int participantId, long origRequestId) {
        return from(CommandType.CANCEL_ORDER, participantId).origRequestId(origRequestId);
    }

    static Command replace(int participantId, long orderId) {
        return from(CommandType.REPLACE_ORDER, participantId).orderId(orderId);
    }

    static Command replaceOfRequest(int participantId, long origRequestId) {
        return from(CommandType.REPLACE_ORDER, participantId).origRequestId(origRequestId);
    }

    static Command massCancel(int participantId) {
        return from(CommandType.MASS_CANCEL, participantId);
    }

    static Command disable(int participantId) {
        return from(CommandType.SET_PARTICIPANT_STATE, participantId).participantState(ParticipantState.DISABLED);
    }

    static Command enable(int participantId) {
        return from(CommandType.SET_PARTICIPANT_STATE, participantId).participantState(ParticipantState.ENABLED);
    }

    static Command instrumentState(InstrumentState state) {
        return from(CommandType.SET_INSTRUMENT_STATE, 0).instrumentState(state);
    }

    static Command advanceTime(long timestampNanos) {
        return from(CommandType.ADVANCE_TIME, 0).timestampNanos(timestampNanos);
    }

    static Command from(CommandType type, int participantId) {
        return new Command().clear().type(type).participantId(participantId);
    }

    static Command memo(Command command, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return command.memo(bytes, bytes.length);
    }
}
