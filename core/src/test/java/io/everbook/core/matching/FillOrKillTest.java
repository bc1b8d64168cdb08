package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.iceberg;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.Command;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.TimeInForce;
import org.junit.jupiter.api.Test;

/** A fill-or-kill order counts only what it may really trade. */
class FillOrKillTest {

    private final MarketScenario market = new MarketScenario();

    private static final String KILLED = "CANCELLED #4 p1 BUY 6@101 FILL_OR_KILL";

    private static Command incoming(long lots, SelfTradePrevention mode) {
        return buy(1, lots, 101).timeInForce(TimeInForce.FOK).selfTradePrevention(mode);
    }

    private MarketScenario given() {
        return market.given(sell(2, 3, 100), sell(1, 5, 100), sell(2, 3, 101));
    }

    @Test
    void shouldCountOwnOrdersWhereTheyTrade() {
        given().when(incoming(9, SelfTradePrevention.NONE))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT FOK 9@101 leaves 9",
                        "TRADED t1 #4 p1 BUY 3@100 leaves 6 with #1 p2 leaves 0",
                        "TRADED t2 #4 p1 BUY 5@100 leaves 1 with #2 p1 leaves 0",
                        "TRADED t3 #4 p1 BUY 1@101 leaves 0 with #3 p2 leaves 2");
    }

    @Test
    void shouldPassOverOwnOrdersThatItCancels() {
        given().when(incoming(6, SelfTradePrevention.CANCEL_OLDEST))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT FOK 6@101 leaves 6",
                        "TRADED t1 #4 p1 BUY 3@100 leaves 3 with #1 p2 leaves 0",
                        "CANCELLED #2 p1 SELL 5@100 SELF_TRADE",
                        "TRADED t2 #4 p1 BUY 3@101 leaves 0 with #3 p2 leaves 0")
                .bookIs();
    }

    @Test
    void shouldNotCountOwnOrdersThatItCancels() {
        given().when(incoming(7, SelfTradePrevention.CANCEL_OLDEST))
                .then("ACCEPTED #4 p1 BUY LIMIT FOK 7@101 leaves 7", "CANCELLED #4 p1 BUY 7@101 FILL_OR_KILL")
                .bookIs("SELL #1 p2 3/3@100", "SELL #2 p1 5/5@100", "SELL #3 p2 3/3@101");
    }

    @Test
    void shouldCountNothingBehindAnOwnOrderThatStopsIt() {
        given().when(incoming(6, SelfTradePrevention.CANCEL_NEWEST))
                .then("ACCEPTED #4 p1 BUY LIMIT FOK 6@101 leaves 6", KILLED)
                .when(incoming(6, SelfTradePrevention.CANCEL_BOTH))
                .then("ACCEPTED #5 p1 BUY LIMIT FOK 6@101 leaves 6", KILLED.replace("#4", "#5"))
                .when(incoming(6, SelfTradePrevention.DECREMENT_AND_CANCEL))
                .then("ACCEPTED #6 p1 BUY LIMIT FOK 6@101 leaves 6", KILLED.replace("#4", "#6"))
                .when(incoming(3, SelfTradePrevention.CANCEL_BOTH))
                .then(
                        "ACCEPTED #7 p1 BUY LIMIT FOK 3@101 leaves 3",
                        "TRADED t1 #7 p1 BUY 3@100 leaves 0 with #1 p2 leaves 0")
                .bookIs("SELL #2 p1 5/5@100", "SELL #3 p2 3/3@101");
    }

    @Test
    void shouldCountHiddenQuantity() {
        market.given(iceberg(sell(2, 5, 100), 2))
                .when(buy(1, 5, 100).timeInForce(TimeInForce.FOK))
                .then(
                        "ACCEPTED #2 p1 BUY LIMIT FOK 5@100 leaves 5",
                        "TRADED t1 #2 p1 BUY 2@100 leaves 3 with #1 p2 leaves 3",
                        "REFRESHED #1 p2 SELL 2@100 leaves 3",
                        "TRADED t2 #2 p1 BUY 2@100 leaves 1 with #1 p2 leaves 1",
                        "REFRESHED #1 p2 SELL 1@100 leaves 1",
                        "TRADED t3 #2 p1 BUY 1@100 leaves 0 with #1 p2 leaves 0")
                .bookIs();
    }

    @Test
    void shouldNotCountWhatIsHiddenUntilBehindAnOwnOrder() {
        market.given(iceberg(sell(2, 5, 101), 1), sell(1, 1, 101))
                .when(incoming(2, SelfTradePrevention.CANCEL_NEWEST))
                .then("ACCEPTED #3 p1 BUY LIMIT FOK 2@101 leaves 2", "CANCELLED #3 p1 BUY 2@101 FILL_OR_KILL")
                .when(incoming(1, SelfTradePrevention.CANCEL_NEWEST))
                .then(
                        "ACCEPTED #4 p1 BUY LIMIT FOK 1@101 leaves 1",
                        "TRADED t1 #4 p1 BUY 1@101 leaves 0 with #1 p2 leaves 4",
                        "REFRESHED #1 p2 SELL 1@101 leaves 4")
                .bookIs("SELL #2 p1 1/1@101", "SELL #1 p2 4/5@101 shows 1");
    }
}
