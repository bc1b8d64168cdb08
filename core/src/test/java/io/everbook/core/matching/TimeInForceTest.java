package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.TimeInForce;
import org.junit.jupiter.api.Test;

class TimeInForceTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldCancelTheRestOfAnImmediateOrCancelOrder() {
        market.given(sell(1, 2, 100), sell(1, 2, 101))
                .when(buy(2, 5, 100).timeInForce(TimeInForce.IOC))
                .then(
                        "ACCEPTED #3 p2 BUY LIMIT IOC 5@100 leaves 5",
                        "TRADED t1 #3 p2 BUY 2@100 leaves 3 with #1 p1 leaves 0",
                        "CANCELLED #3 p2 BUY 3@100 IMMEDIATE_OR_CANCEL")
                .bookIs("SELL #2 p1 2/2@101");
    }

    @Test
    void shouldCancelAnImmediateOrCancelOrderThatMeetsNothing() {
        market.given(sell(1, 2, 100))
                .when(buy(2, 5, 99).timeInForce(TimeInForce.IOC))
                .then("ACCEPTED #2 p2 BUY LIMIT IOC 5@99 leaves 5", "CANCELLED #2 p2 BUY 5@99 IMMEDIATE_OR_CANCEL")
                .bookIs("SELL #1 p1 2/2@100");
    }

    @Test
    void shouldCancelNothingOfAnImmediateOrCancelOrderThatIsFilled() {
        market.given(sell(1, 2, 100))
                .when(buy(2, 1, 100).timeInForce(TimeInForce.IOC))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT IOC 1@100 leaves 1",
                        "TRADED t1 #2 p2 BUY 1@100 leaves 0 with #1 p1 leaves 1");
    }

    @Test
    void shouldFillAFillOrKillOrderOverSeveralLevels() {
        market.given(sell(1, 2, 100), sell(1, 2, 101), sell(3, 2, 101))
                .when(buy(2, 5, 101).timeInForce(TimeInForce.FOK))
                .then(
                        "ACCEPTED #4 p2 BUY LIMIT FOK 5@101 leaves 5",
                        "TRADED t1 #4 p2 BUY 2@100 leaves 3 with #1 p1 leaves 0",
                        "TRADED t2 #4 p2 BUY 2@101 leaves 1 with #2 p1 leaves 0",
                        "TRADED t3 #4 p2 BUY 1@101 leaves 0 with #3 p3 leaves 1")
                .bookIs("SELL #3 p3 1/2@101");
    }

    @Test
    void shouldFillAFillOrKillOrderOfExactlyWhatThereIs() {
        market.given(buy(1, 2, 100), buy(1, 3, 99))
                .when(sell(2, 5, 99).timeInForce(TimeInForce.FOK))
                .then(
                        "ACCEPTED #3 p2 SELL LIMIT FOK 5@99 leaves 5",
                        "TRADED t1 #3 p2 SELL 2@100 leaves 3 with #1 p1 leaves 0",
                        "TRADED t2 #3 p2 SELL 3@99 leaves 0 with #2 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldKillAFillOrKillOrderOfOneLotTooMany() {
        market.given(sell(1, 2, 100), sell(1, 2, 101), sell(1, 9, 102))
                .when(buy(2, 5, 101).timeInForce(TimeInForce.FOK))
                .then("ACCEPTED #4 p2 BUY LIMIT FOK 5@101 leaves 5", "CANCELLED #4 p2 BUY 5@101 FILL_OR_KILL")
                .bookIs("SELL #1 p1 2/2@100", "SELL #2 p1 2/2@101", "SELL #3 p1 9/9@102");
    }

    @Test
    void shouldCountOnlyWhatIsStillOpenForAFillOrKillOrder() {
        market.given(sell(1, 5, 100), buy(2, 3, 100))
                .when(buy(2, 3, 100).timeInForce(TimeInForce.FOK))
                .then("ACCEPTED #3 p2 BUY LIMIT FOK 3@100 leaves 3", "CANCELLED #3 p2 BUY 3@100 FILL_OR_KILL")
                .bookIs("SELL #1 p1 2/5@100");
    }
}
