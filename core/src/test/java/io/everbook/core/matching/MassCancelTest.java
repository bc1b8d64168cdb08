package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.Side;
import org.junit.jupiter.api.Test;

class MassCancelTest {

    private final MarketScenario market = new MarketScenario();

    private void enterOrdersOfTwo() {
        market.given(
                buy(1, 1, 98),
                sell(1, 2, 110),
                buy(1, 3, 100),
                buy(2, 4, 99),
                sell(1, 5, 105).requestId(3));
    }

    @Test
    void shouldCancelBothSidesOldestFirst() {
        enterOrdersOfTwo();
        market.when(massCancel(1).requestId(9))
                .then(
                        "CANCELLED #1 p1 r9 BUY 1@98 MASS_CANCEL",
                        "CANCELLED #2 p1 r9 SELL 2@110 MASS_CANCEL",
                        "CANCELLED #3 p1 r9 BUY 3@100 MASS_CANCEL",
                        "CANCELLED #5 p1 r9 of r3 SELL 5@105 MASS_CANCEL",
                        "MASS_CANCELLED p1 r9 4")
                .bookIs("BUY #4 p2 4/4@99");
    }

    @Test
    void shouldCancelOneSideOnly() {
        enterOrdersOfTwo();
        market.when(massCancel(1).side(Side.BUY))
                .then(
                        "CANCELLED #1 p1 BUY 1@98 MASS_CANCEL",
                        "CANCELLED #3 p1 BUY 3@100 MASS_CANCEL",
                        "MASS_CANCELLED p1 BUY 2")
                .when(massCancel(1).side(Side.SELL))
                .then(
                        "CANCELLED #2 p1 SELL 2@110 MASS_CANCEL",
                        "CANCELLED #5 p1 of r3 SELL 5@105 MASS_CANCEL",
                        "MASS_CANCELLED p1 SELL 2")
                .bookIs("BUY #4 p2 4/4@99");
    }

    @Test
    void shouldReportThatThereWasNothingToCancel() {
        enterOrdersOfTwo();
        market.when(massCancel(3)).then("MASS_CANCELLED p3 0");
        market.when(massCancel(2).side(Side.SELL)).then("MASS_CANCELLED p2 SELL 0");
    }

    @Test
    void shouldCountAnOrderAsOldAsItsEntryAlsoAfterAReplace() {
        market.given(buy(1, 1, 100), buy(1, 2, 100), replace(1, 1).quantityLots(5))
                .when(massCancel(1))
                .then(
                        "CANCELLED #1 p1 BUY 5@100 MASS_CANCEL",
                        "CANCELLED #2 p1 BUY 2@100 MASS_CANCEL",
                        "MASS_CANCELLED p1 2");
    }

    @Test
    void shouldCancelOnlyWhatIsStillOpen() {
        market.given(buy(1, 5, 100), buy(1, 5, 101), sell(2, 7, 100))
                .when(massCancel(1))
                .then("CANCELLED #1 p1 BUY 3@100 MASS_CANCEL", "MASS_CANCELLED p1 1")
                .bookIs();
    }
}
