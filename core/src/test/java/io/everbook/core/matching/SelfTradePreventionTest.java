package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.iceberg;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.Command;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import org.junit.jupiter.api.Test;

/** What an incoming order does when it meets an order of its own participant. */
class SelfTradePreventionTest {

    private final MarketScenario market = new MarketScenario();

    private static Command incoming(SelfTradePrevention mode) {
        return buy(1, 10, 101).selfTradePrevention(mode);
    }

    private MarketScenario given() {
        return market.given(sell(1, 5, 100), sell(2, 3, 100), sell(1, 4, 101));
    }

    @Test
    void shouldTradeWithItselfWithoutPrevention() {
        given().when(incoming(SelfTradePrevention.NONE))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "TRADED t1 #4 p1 BUY 5@100 leaves 5 with #1 p1 leaves 0",
                        "TRADED t2 #4 p1 BUY 3@100 leaves 2 with #2 p2 leaves 0",
                        "TRADED t3 #4 p1 BUY 2@101 leaves 0 with #3 p1 leaves 2")
                .bookIs("SELL #3 p1 2/4@101");
    }

    @Test
    void shouldCancelTheNewest() {
        given().when(incoming(SelfTradePrevention.CANCEL_NEWEST))
                .then("ACCEPTED #4 p1 BUY LIMIT GTC 10@101 leaves 10", "CANCELLED #4 p1 BUY 10@101 SELF_TRADE")
                .bookIs("SELL #1 p1 5/5@100", "SELL #2 p2 3/3@100", "SELL #3 p1 4/4@101");
    }

    @Test
    void shouldKeepWhatTheNewestTradedBefore() {
        market.given(sell(2, 3, 99))
                .given(sell(1, 5, 100))
                .when(incoming(SelfTradePrevention.CANCEL_NEWEST))
                .then(
                        "ACCEPTED #3 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "TRADED t1 #3 p1 BUY 3@99 leaves 7 with #1 p2 leaves 0",
                        "CANCELLED #3 p1 BUY 7@101 SELF_TRADE")
                .bookIs("SELL #2 p1 5/5@100");
    }

    @Test
    void shouldCancelTheOldest() {
        given().when(incoming(SelfTradePrevention.CANCEL_OLDEST))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "CANCELLED #1 p1 SELL 5@100 SELF_TRADE",
                        "TRADED t1 #4 p1 BUY 3@100 leaves 7 with #2 p2 leaves 0",
                        "CANCELLED #3 p1 SELL 4@101 SELF_TRADE")
                .bookIs("BUY #4 p1 7/10@101");
    }

    @Test
    void shouldCancelBoth() {
        given().when(incoming(SelfTradePrevention.CANCEL_BOTH))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "CANCELLED #1 p1 SELL 5@100 SELF_TRADE",
                        "CANCELLED #4 p1 BUY 10@101 SELF_TRADE")
                .bookIs("SELL #2 p2 3/3@100", "SELL #3 p1 4/4@101");
    }

    @Test
    void shouldDecrementBothAndCancelWhatBecomesEmpty() {
        given().when(incoming(SelfTradePrevention.DECREMENT_AND_CANCEL))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "CANCELLED #1 p1 SELL 5@100 SELF_TRADE",
                        "CANCELLED #4 p1 BUY 5@101 leaves 5 SELF_TRADE",
                        "TRADED t1 #4 p1 BUY 3@100 leaves 2 with #2 p2 leaves 0",
                        "CANCELLED #3 p1 SELL 2@101 leaves 2 SELF_TRADE",
                        "CANCELLED #4 p1 BUY 2@101 SELF_TRADE")
                .bookIs("SELL #3 p1 2/2@101");
    }

    @Test
    void shouldRestWithTheDecrementedQuantity() {
        market.given(sell(1, 4, 101))
                .when(incoming(SelfTradePrevention.DECREMENT_AND_CANCEL))
                .then(
                        "ACCEPTED #2 p1 BUY LIMIT GTC 10@101 leaves 10",
                        "CANCELLED #1 p1 SELL 4@101 SELF_TRADE",
                        "CANCELLED #2 p1 BUY 4@101 leaves 6 SELF_TRADE")
                .bookIs("BUY #2 p1 6/6@101");
    }

    @Test
    void shouldDecrementAnIcebergInItsPlaceHiddenQuantityFirst() {
        market.given(iceberg(sell(1, 10, 100), 4), sell(2, 1, 100))
                .when(buy(1, 3, 100).selfTradePrevention(SelfTradePrevention.DECREMENT_AND_CANCEL))
                .then(
                        "ACCEPTED #3 p1 BUY LIMIT GTC 3@100 leaves 3",
                        "CANCELLED #1 p1 SELL 3@100 leaves 7 SELF_TRADE",
                        "CANCELLED #3 p1 BUY 3@100 SELF_TRADE")
                .bookIs("SELL #1 p1 7/7@100 shows 4", "SELL #2 p2 1/1@100")
                .given(buy(1, 5, 100).selfTradePrevention(SelfTradePrevention.DECREMENT_AND_CANCEL))
                .bookIs("SELL #1 p1 2/2@100", "SELL #2 p2 1/1@100");
    }

    @Test
    void shouldCancelAnIcebergWithWhatItHides() {
        market.given(iceberg(sell(1, 10, 100), 4))
                .when(buy(1, 3, 100).selfTradePrevention(SelfTradePrevention.CANCEL_OLDEST))
                .then("ACCEPTED #2 p1 BUY LIMIT GTC 3@100 leaves 3", "CANCELLED #1 p1 SELL 10@100 SELF_TRADE")
                .bookIs("BUY #2 p1 3/3@100");
    }

    @Test
    void shouldLetTheIncomingOrderDecide() {
        market.given(sell(1, 5, 100).selfTradePrevention(SelfTradePrevention.CANCEL_BOTH))
                .when(buy(1, 5, 100))
                .then(
                        "ACCEPTED #2 p1 BUY LIMIT GTC 5@100 leaves 5",
                        "TRADED t1 #2 p1 BUY 5@100 leaves 0 with #1 p1 leaves 0");
    }

    @Test
    void shouldPreventWhatAReplaceMakesCross() {
        market.given(
                        sell(1, 5, 101),
                        buy(1, 5, 100).requestId(3).selfTradePrevention(SelfTradePrevention.CANCEL_NEWEST))
                .when(replace(1, 2).priceTicks(101).requestId(4))
                .then(
                        "REPLACED #2 p1 r4 of r3 BUY 5@101 leaves 5 BACK",
                        "CANCELLED #2 p1 r4 of r3 BUY 5@101 SELF_TRADE")
                .bookIs("SELL #1 p1 5/5@101");
        market.given(buy(1, 5, 100).selfTradePrevention(SelfTradePrevention.DECREMENT_AND_CANCEL))
                .given(replace(1, 4).priceTicks(101).leavesQuantityLots(7))
                .bookIs("BUY #4 p1 2/2@101")
                .given(cancel(1, 4));
    }

    @Test
    void shouldPreventWhatATriggeredStopWouldTrade() {
        market.given(sell(1, 1, 100), buy(2, 1, 100), sell(1, 5, 101))
                .when(Orders.stop(1, Side.BUY, 2, 100)
                        .requestId(9)
                        .selfTradePrevention(SelfTradePrevention.CANCEL_BOTH))
                .then(
                        "ACCEPTED #4 p1 r9 of r9 BUY STOP GTC 2 leaves 2",
                        "TRIGGERED #4 p1 of r9 BUY 2 leaves 2",
                        "CANCELLED #3 p1 SELL 5@101 SELF_TRADE",
                        "CANCELLED #4 p1 of r9 BUY 2 SELF_TRADE")
                .bookIs();
    }
}
