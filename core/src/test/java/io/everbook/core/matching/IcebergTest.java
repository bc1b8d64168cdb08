package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.iceberg;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

/** Icebergs show a slice at a time; the next one goes to the back. */
class IcebergTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldSendTheNextSliceToTheBack() {
        market.given(iceberg(sell(1, 10, 100), 3), sell(2, 2, 100))
                .when(buy(3, 4, 100).requestId(6))
                .then(
                        "ACCEPTED #3 p3 r6 of r6 BUY LIMIT GTC 4@100 leaves 4",
                        "TRADED t1 #3 p3 r6 of r6 BUY 3@100 leaves 1 with #1 p1 leaves 7",
                        "REFRESHED #1 p1 SELL 3@100 leaves 7",
                        "TRADED t2 #3 p3 r6 of r6 BUY 1@100 leaves 0 with #2 p2 leaves 1")
                .bookIs("SELL #2 p2 1/2@100", "SELL #1 p1 7/10@100 shows 3");
    }

    @Test
    void shouldShowOnlyTheSlice() {
        market.given(iceberg(sell(1, 10, 100), 3), sell(2, 2, 100));
        assertThat(market.market().view(1).asks().quantityLots()).containsExactly(5);
        assertThat(market.market().view(1).asks().orderCount()).containsExactly(2);
        market.given(buy(3, 1, 100)).bookIs("SELL #1 p1 9/10@100 shows 2", "SELL #2 p2 2/2@100");
        assertThat(market.market().view(1).asks().quantityLots()).containsExactly(4);
    }

    @Test
    void shouldTradeAllOfItAsAnIncomingOrder() {
        market.given(sell(1, 6, 100))
                .when(iceberg(buy(2, 10, 100), 3))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT GTC 10@100 leaves 10",
                        "TRADED t1 #2 p2 BUY 6@100 leaves 4 with #1 p1 leaves 0")
                .bookIs("BUY #2 p2 4/10@100 shows 3");
    }

    @Test
    void shouldShowLessInTheLastSlice() {
        market.given(iceberg(sell(1, 4, 100), 3))
                .when(buy(2, 3, 100))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT GTC 3@100 leaves 3",
                        "TRADED t1 #2 p2 BUY 3@100 leaves 0 with #1 p1 leaves 1",
                        "REFRESHED #1 p1 SELL 1@100 leaves 1")
                .bookIs("SELL #1 p1 1/4@100");
    }

    @Test
    void shouldKeepItsPlaceAndShrinkWhatIsHiddenFirst() {
        market.given(iceberg(sell(1, 10, 100), 3), sell(2, 2, 100), buy(3, 1, 100))
                .when(replace(1, 1).quantityLots(8))
                .then("REPLACED #1 p1 SELL 8@100 leaves 7 KEPT")
                .bookIs("SELL #1 p1 7/8@100 shows 2", "SELL #2 p2 2/2@100")
                .when(replace(1, 1).leavesQuantityLots(1))
                .then("REPLACED #1 p1 SELL 2@100 leaves 1 KEPT")
                .bookIs("SELL #1 p1 1/2@100", "SELL #2 p2 2/2@100");
    }

    @Test
    void shouldGoToTheBackWithAFullSliceWhenItBecomesLarger() {
        market.given(iceberg(sell(1, 10, 100), 3), sell(2, 2, 100), buy(3, 1, 100))
                .when(replace(1, 1).leavesQuantityLots(12))
                .then("REPLACED #1 p1 SELL 13@100 leaves 12 BACK")
                .bookIs("SELL #2 p2 2/2@100", "SELL #1 p1 12/13@100 shows 3");
    }

    @Test
    void shouldTradeWhatItsNewPriceReaches() {
        market.given(buy(2, 4, 99), iceberg(sell(1, 10, 100), 3))
                .when(replace(1, 2).priceTicks(99))
                .then(
                        "REPLACED #2 p1 SELL 10@99 leaves 10 BACK",
                        "TRADED t1 #2 p1 SELL 4@99 leaves 6 with #1 p2 leaves 0")
                .bookIs("SELL #2 p1 6/10@99 shows 3");
    }

    @Test
    void shouldRefuseDisplayQuantitiesThatMakeNoIceberg() {
        market.when(iceberg(buy(1, 5, 100), -1)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
        market.when(iceberg(buy(1, 5, 100), 6)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
        market.when(iceberg(marketBuy(1, 5), 1)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
        market.when(iceberg(buy(1, 5, 100), 1).timeInForce(TimeInForce.IOC))
                .refused(RejectReason.INVALID_DISPLAY_QUANTITY);
    }

    @Test
    void shouldRefuseMoreThanAThousandSlices() {
        market.when(iceberg(sell(1, 1_001, 100), 1)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
        market.given(iceberg(sell(1, 1_000, 100), 1));
        market.when(replace(1, 2).quantityLots(1_001)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
    }
}
