package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.marketSell;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.TimeInForce;
import org.junit.jupiter.api.Test;

class MarketOrderTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldTakeAnyPrice() {
        market.given(sell(1, 1, 100), sell(1, 2, 1_000_000_000_000L))
                .when(marketBuy(2, 3))
                .then(
                        "ACCEPTED #3 p2 BUY MARKET IOC 3 leaves 3",
                        "TRADED t1 #3 p2 BUY 1@100 leaves 2 with #1 p1 leaves 0",
                        "TRADED t2 #3 p2 BUY 2@1000000000000 leaves 0 with #2 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldSellDownToTheLowestPrice() {
        market.given(buy(1, 1, 1), buy(1, 1, 100))
                .when(marketSell(2, 2))
                .then(
                        "ACCEPTED #3 p2 SELL MARKET IOC 2 leaves 2",
                        "TRADED t1 #3 p2 SELL 1@100 leaves 1 with #2 p1 leaves 0",
                        "TRADED t2 #3 p2 SELL 1@1 leaves 0 with #1 p1 leaves 0");
    }

    @Test
    void shouldCancelWhatTheBookCannotFill() {
        market.given(sell(1, 1, 100))
                .when(marketBuy(2, 3))
                .then(
                        "ACCEPTED #2 p2 BUY MARKET IOC 3 leaves 3",
                        "TRADED t1 #2 p2 BUY 1@100 leaves 2 with #1 p1 leaves 0",
                        "CANCELLED #2 p2 BUY 2 IMMEDIATE_OR_CANCEL")
                .bookIs();
    }

    @Test
    void shouldCancelAllOfItOnAnEmptyBook() {
        market.when(marketSell(2, 3))
                .then("ACCEPTED #1 p2 SELL MARKET IOC 3 leaves 3", "CANCELLED #1 p2 SELL 3 IMMEDIATE_OR_CANCEL");
    }

    @Test
    void shouldStopAtTheProtectionPriceOfABuy() {
        market.given(sell(1, 1, 100), sell(1, 1, 101), sell(1, 1, 102))
                .when(marketBuy(2, 3).priceTicks(101))
                .then(
                        "ACCEPTED #4 p2 BUY MARKET IOC 3@101 leaves 3",
                        "TRADED t1 #4 p2 BUY 1@100 leaves 2 with #1 p1 leaves 0",
                        "TRADED t2 #4 p2 BUY 1@101 leaves 1 with #2 p1 leaves 0",
                        "CANCELLED #4 p2 BUY 1@101 IMMEDIATE_OR_CANCEL")
                .bookIs("SELL #3 p1 1/1@102");
    }

    @Test
    void shouldStopAtTheProtectionPriceOfASell() {
        market.given(buy(1, 1, 100), buy(1, 1, 98))
                .when(marketSell(2, 3).priceTicks(99))
                .then(
                        "ACCEPTED #3 p2 SELL MARKET IOC 3@99 leaves 3",
                        "TRADED t1 #3 p2 SELL 1@100 leaves 2 with #1 p1 leaves 0",
                        "CANCELLED #3 p2 SELL 2@99 IMMEDIATE_OR_CANCEL")
                .bookIs("BUY #2 p1 1/1@98");
    }

    @Test
    void shouldFillOrKillAMarketOrderWithinItsProtectionPrice() {
        market.given(sell(1, 1, 100), sell(1, 1, 102))
                .when(marketBuy(2, 2).timeInForce(TimeInForce.FOK).priceTicks(101))
                .then("ACCEPTED #3 p2 BUY MARKET FOK 2@101 leaves 2", "CANCELLED #3 p2 BUY 2@101 FILL_OR_KILL")
                .when(marketBuy(2, 2).timeInForce(TimeInForce.FOK))
                .then(
                        "ACCEPTED #4 p2 BUY MARKET FOK 2 leaves 2",
                        "TRADED t1 #4 p2 BUY 1@100 leaves 1 with #1 p1 leaves 0",
                        "TRADED t2 #4 p2 BUY 1@102 leaves 0 with #2 p1 leaves 0");
    }
}
