package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.from;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;
import static io.everbook.core.matching.Orders.stop;
import static io.everbook.core.matching.Orders.stopLimit;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

/** The limits of an instrument. */
class LimitsTest {

    private final MarketScenario market = new MarketScenario();

    private static Command limits(long minTicks, long maxTicks, long maxLots, long maxNotional, int maxOpenOrders) {
        Command command = from(CommandType.SET_LIMITS, 0);
        command.limits().priceBand(minTicks, maxTicks);
        command.limits().maxQuantityLots(maxLots);
        command.limits().maxNotional(maxNotional);
        command.limits().maxOpenOrders(maxOpenOrders);
        return command;
    }

    @Test
    void shouldRefusePricesOutsideTheBand() {
        market.when(limits(90, 110, 0, 0, 0)).then("LIMITS_CHANGED");
        market.when(buy(1, 1, 89)).refused(RejectReason.PRICE_OUTSIDE_BAND);
        market.when(sell(1, 1, 111)).refused(RejectReason.PRICE_OUTSIDE_BAND);
        market.when(marketBuy(1, 1).priceTicks(111)).refused(RejectReason.PRICE_OUTSIDE_BAND);
        market.when(stopLimit(1, Side.BUY, 1, 100, 111)).refused(RejectReason.PRICE_OUTSIDE_BAND);
        market.given(buy(1, 1, 90), sell(1, 1, 110), marketBuy(2, 1), stop(2, Side.BUY, 1, 500));
    }

    @Test
    void shouldRefuseQuantitiesOverTheLimit() {
        market.given(limits(0, 0, 10, 0, 0), buy(1, 10, 100));
        market.when(buy(1, 11, 100)).refused(RejectReason.QUANTITY_OVER_LIMIT);
        market.when(marketBuy(1, 11)).refused(RejectReason.QUANTITY_OVER_LIMIT);
    }

    @Test
    void shouldRefuseNotionalsOverTheLimitHoweverLarge() {
        market.given(limits(0, 0, 0, 1_000, 0), buy(1, 10, 100));
        market.when(buy(1, 11, 100)).refused(RejectReason.NOTIONAL_OVER_LIMIT);
        market.when(buy(1, 1L << 32, 1L << 32)).refused(RejectReason.NOTIONAL_OVER_LIMIT);
        market.when(buy(1, 1L << 31, 1L << 32)).refused(RejectReason.NOTIONAL_OVER_LIMIT);
        market.given(marketBuy(1, 1L << 32));
    }

    @Test
    void shouldBoundTheOpenOrdersOfEachParticipant() {
        market.given(limits(0, 0, 0, 0, 2), buy(1, 1, 100), stop(1, Side.BUY, 1, 120));
        market.when(buy(1, 1, 99)).refused(RejectReason.TOO_MANY_OPEN_ORDERS);
        market.given(
                buy(2, 1, 99),
                buy(1, 1, 99).timeInForce(TimeInForce.IOC),
                replace(1, 2).quantityLots(5));
    }

    @Test
    void shouldHoldReplacesAgainstTheLimitsUnlessTheyKeepTheirPlace() {
        market.given(buy(1, 20, 100), limits(90, 95, 10, 0, 0));
        market.when(replace(1, 1).priceTicks(101)).refused(RejectReason.QUANTITY_OVER_LIMIT);
        market.when(replace(1, 1).priceTicks(101).quantityLots(5)).refused(RejectReason.PRICE_OUTSIDE_BAND);
        market.given(replace(1, 1).quantityLots(15)).bookIs("BUY #1 p1 15/15@100");
    }

    @Test
    void shouldLiftAllLimitsThatAreNotSetAgain() {
        market.given(limits(90, 110, 10, 1_000, 1), limits(0, 0, 0, 0, 0)).given(buy(1, 11, 200), buy(1, 1, 1));
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        market.when(limits(-1, 0, 0, 0, 0)).refused(RejectReason.INVALID_LIMITS);
        market.when(limits(0, -1, 0, 0, 0)).refused(RejectReason.INVALID_LIMITS);
        market.when(limits(0, 0, -1, 0, 0)).refused(RejectReason.INVALID_LIMITS);
        market.when(limits(0, 0, 0, -1, 0)).refused(RejectReason.INVALID_LIMITS);
        market.when(limits(0, 0, 0, 0, -1)).refused(RejectReason.INVALID_LIMITS);
        market.when(limits(101, 100, 0, 0, 0)).refused(RejectReason.INVALID_LIMITS);
        market.given(limits(101, 0, 0, 0, 0), limits(100, 100, 0, 0, 0));
    }
}
