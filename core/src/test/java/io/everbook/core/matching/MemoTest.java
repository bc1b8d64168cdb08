package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.disable;
import static io.everbook.core.matching.Orders.marketSell;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.memo;
import static io.everbook.core.matching.Orders.sell;

import org.junit.jupiter.api.Test;

/** The client's own text comes back on every event of its order. */
class MemoTest {

    private static final String LONGEST = "0123456789abcdef0123456789ABCDEF";

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldEchoBothMemosOnATrade() {
        market.given(memo(sell(1, 5, 100), "resting"))
                .when(memo(buy(2, 2, 100), "incoming"))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT GTC 2@100 leaves 2 'incoming'",
                        "TRADED t1 #2 p2 BUY 2@100 leaves 0 'incoming' with #1 p1 leaves 3 'resting'")
                .when(buy(2, 1, 100))
                .then(
                        "ACCEPTED #3 p2 BUY LIMIT GTC 1@100 leaves 1",
                        "TRADED t2 #3 p2 BUY 1@100 leaves 0 with #1 p1 leaves 2 'resting'");
    }

    @Test
    void shouldEchoTheMemoOnEveryKindOfCancel() {
        market.given(memo(buy(1, 1, 100), LONGEST))
                .when(memo(cancel(1, 1), "of the cancel"))
                .then("CANCELLED #1 p1 BUY 1@100 REQUESTED '" + LONGEST + "'");
        market.given(memo(buy(1, 1, 100), "b"))
                .when(massCancel(1))
                .then("CANCELLED #3 p1 BUY 1@100 MASS_CANCEL 'b'", "MASS_CANCELLED p1 1");
        market.given(memo(buy(1, 1, 100), "c"))
                .when(disable(1))
                .then("CANCELLED #5 p1 BUY 1@100 KILL_SWITCH 'c'", "PARTICIPANT_STATE_CHANGED p1 1 DISABLED");
        market.when(memo(marketSell(2, 1), "d"))
                .then(
                        "ACCEPTED #7 p2 SELL MARKET IOC 1 leaves 1 'd'",
                        "CANCELLED #7 p2 SELL 1 IMMEDIATE_OR_CANCEL 'd'");
    }

    @Test
    void shouldNotShowTheMemoOfAnEarlierOrder() {
        market.given(memo(buy(1, 1, 100), LONGEST), cancel(1, 1), memo(buy(1, 1, 100), "x"), buy(1, 1, 99))
                .bookIs("BUY #3 p1 1/1@100 'x'", "BUY #4 p1 1/1@99");
    }
}
