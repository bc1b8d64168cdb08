package io.everbook.app.stream;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;

/** Orders of tests. */
final class BookOrders {

    private BookOrders() {}

    static Command buy(int participantId, long requestId, long priceTicks, long lots) {
        return order(participantId, requestId, priceTicks, lots).side(Side.BUY);
    }

    static Command sell(int participantId, long requestId, long priceTicks, long lots) {
        return order(participantId, requestId, priceTicks, lots).side(Side.SELL);
    }

    private static Command order(int participantId, long requestId, long priceTicks, long lots) {
        return new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .participantId(participantId)
                .requestId(requestId)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(priceTicks)
                .quantityLots(lots);
    }
}
