package io.everbook.app.engine;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;

/** Commands for a market, by what matters in a test. */
final class TestOrders {

    private TestOrders() {}

    static Command buy(int marketIndex, long requestId, long priceTicks, long quantityLots) {
        return order(marketIndex, requestId, Side.BUY, quantityLots)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .priceTicks(priceTicks);
    }

    static Command sellAtMarket(int marketIndex, long requestId, long quantityLots) {
        return order(marketIndex, requestId, Side.SELL, quantityLots)
                .orderType(OrderType.MARKET)
                .timeInForce(TimeInForce.IOC);
    }

    static Command book(int marketIndex) {
        return new Command()
                .clear()
                .type(CommandType.QUERY_BOOK)
                .marketIndex(marketIndex)
                .quantityLots(5);
    }

    private static Command order(int marketIndex, long requestId, Side side, long quantityLots) {
        return new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .marketIndex(marketIndex)
                .participantId(1)
                .requestId(requestId)
                .side(side)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .quantityLots(quantityLots);
    }
}
