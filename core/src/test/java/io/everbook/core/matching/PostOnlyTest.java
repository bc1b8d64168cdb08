package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

class PostOnlyTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldRestBehindTheSpread() {
        market.given(sell(1, 1, 101))
                .when(buy(2, 1, 100).postOnly(true))
                .then("ACCEPTED #2 p2 BUY LIMIT GTC POST_ONLY 1@100 leaves 1")
                .bookIs("BUY #2 p2 1/1@100", "SELL #1 p1 1/1@101");
    }

    @Test
    void shouldBeRefusedWhereItWouldTake() {
        market.given(sell(1, 1, 101), buy(1, 1, 99));
        market.when(buy(2, 1, 101).postOnly(true)).refused(RejectReason.WOULD_TAKE);
        market.when(sell(2, 1, 98).postOnly(true)).refused(RejectReason.WOULD_TAKE);
    }

    @Test
    void shouldTradeAsTheRestingOrder() {
        market.given(buy(1, 2, 100).postOnly(true))
                .when(sell(2, 1, 100))
                .then(
                        "ACCEPTED #2 p2 SELL LIMIT GTC 1@100 leaves 1",
                        "TRADED t1 #2 p2 SELL 1@100 leaves 0 with #1 p1 leaves 1");
    }

    @Test
    void shouldRefuseAReplaceThatWouldTake() {
        market.given(sell(1, 1, 101), buy(2, 1, 99).postOnly(true));
        market.when(replace(2, 2).priceTicks(101)).refused(RejectReason.WOULD_TAKE);
        market.when(replace(2, 2).priceTicks(100)).then("REPLACED #2 p2 BUY 1@100 leaves 1 BACK");
    }

    @Test
    void shouldRefusePostOnlyOnOrdersThatNeverRest() {
        market.when(buy(1, 1, 100).postOnly(true).timeInForce(TimeInForce.IOC)).refused(RejectReason.INVALID_POST_ONLY);
        market.when(buy(1, 1, 100).postOnly(true).timeInForce(TimeInForce.FOK)).refused(RejectReason.INVALID_POST_ONLY);
        market.when(marketBuy(1, 1).postOnly(true)).refused(RejectReason.INVALID_POST_ONLY);
    }
}
