package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

class LimitOrderTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldRestWhenNothingCrosses() {
        market.when(buy(1, 10, 100))
                .then("ACCEPTED #1 p1 BUY LIMIT GTC 10@100 leaves 10")
                .when(sell(2, 5, 101))
                .then("ACCEPTED #2 p2 SELL LIMIT GTC 5@101 leaves 5")
                .bookIs("BUY #1 p1 10/10@100", "SELL #2 p2 5/5@101");
    }

    @Test
    void shouldFillAtThePriceOfTheRestingOrder() {
        market.given(sell(1, 4, 100))
                .when(buy(2, 4, 105))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT GTC 4@105 leaves 4",
                        "TRADED t1 #2 p2 BUY 4@100 leaves 0 with #1 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldFillASellAtThePriceOfTheRestingBid() {
        market.given(buy(1, 4, 100))
                .when(sell(2, 4, 90))
                .then(
                        "ACCEPTED #2 p2 SELL LIMIT GTC 4@90 leaves 4",
                        "TRADED t1 #2 p2 SELL 4@100 leaves 0 with #1 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldTradeWithTheBestPriceFirst() {
        market.given(sell(1, 1, 103), sell(1, 1, 101), sell(1, 1, 102))
                .when(buy(2, 3, 103))
                .then(
                        "ACCEPTED #4 p2 BUY LIMIT GTC 3@103 leaves 3",
                        "TRADED t1 #4 p2 BUY 1@101 leaves 2 with #2 p1 leaves 0",
                        "TRADED t2 #4 p2 BUY 1@102 leaves 1 with #3 p1 leaves 0",
                        "TRADED t3 #4 p2 BUY 1@103 leaves 0 with #1 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldTradeWithTheOldestOrderOfAPriceFirst() {
        market.given(buy(1, 2, 100), buy(2, 3, 100), buy(3, 4, 100))
                .when(sell(4, 6, 100))
                .then(
                        "ACCEPTED #4 p4 SELL LIMIT GTC 6@100 leaves 6",
                        "TRADED t1 #4 p4 SELL 2@100 leaves 4 with #1 p1 leaves 0",
                        "TRADED t2 #4 p4 SELL 3@100 leaves 1 with #2 p2 leaves 0",
                        "TRADED t3 #4 p4 SELL 1@100 leaves 0 with #3 p3 leaves 3")
                .bookIs("BUY #3 p3 3/4@100");
    }

    @Test
    void shouldKeepThePlaceOfAPartlyFilledOrder() {
        market.given(buy(1, 5, 100), buy(2, 5, 100), sell(3, 1, 100))
                .when(sell(3, 5, 100))
                .then(
                        "ACCEPTED #4 p3 SELL LIMIT GTC 5@100 leaves 5",
                        "TRADED t2 #4 p3 SELL 4@100 leaves 1 with #1 p1 leaves 0",
                        "TRADED t3 #4 p3 SELL 1@100 leaves 0 with #2 p2 leaves 4");
    }

    @Test
    void shouldRestWhatIsLeftAtItsOwnLimit() {
        market.given(sell(1, 2, 100), sell(1, 2, 102))
                .when(buy(2, 5, 101))
                .then(
                        "ACCEPTED #3 p2 BUY LIMIT GTC 5@101 leaves 5",
                        "TRADED t1 #3 p2 BUY 2@100 leaves 3 with #1 p1 leaves 0")
                .bookIs("BUY #3 p2 3/5@101", "SELL #2 p1 2/2@102");
    }

    @Test
    void shouldTradeWithTheSameParticipantWhenNothingPreventsIt() {
        market.given(sell(1, 2, 100))
                .when(buy(1, 2, 100))
                .then(
                        "ACCEPTED #2 p1 BUY LIMIT GTC 2@100 leaves 2",
                        "TRADED t1 #2 p1 BUY 2@100 leaves 0 with #1 p1 leaves 0");
    }

    @Test
    void shouldNumberTradesDenselyOverCommands() {
        market.given(sell(1, 1, 100), buy(2, 1, 100), sell(1, 1, 100))
                .when(buy(2, 1, 100))
                .then(
                        "ACCEPTED #4 p2 BUY LIMIT GTC 1@100 leaves 1",
                        "TRADED t2 #4 p2 BUY 1@100 leaves 0 with #3 p1 leaves 0");
    }

    @Test
    void shouldUseTheCommandsSequenceAsOrderIdAlsoAfterRefusals() {
        market.given(buy(1, 1, 100));
        market.when(buy(1, 0, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(buy(1, 1, 99)).then("ACCEPTED #3 p1 BUY LIMIT GTC 1@99 leaves 1");
    }

    @Test
    void shouldKeepOrdersOfFarApartPricesInOrder() {
        market.given(buy(1, 1, 1), buy(1, 1, 1_000_000_000_000L), buy(1, 1, 64), buy(1, 1, 63))
                .bookIs("BUY #2 p1 1/1@1000000000000", "BUY #3 p1 1/1@64", "BUY #4 p1 1/1@63", "BUY #1 p1 1/1@1");
    }
}
