package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.cancelOfRequest;
import static io.everbook.core.matching.Orders.memo;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.replaceOfRequest;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplaceOrderTest {

    private final MarketScenario market = new MarketScenario();

    @BeforeEach
    void enterTwoBidsOfOnePrice() {
        market.given(buy(1, 10, 100).requestId(7), buy(2, 10, 100));
    }

    @Test
    void shouldKeepItsPlaceWhenItBecomesSmaller() {
        market.when(replace(1, 1).quantityLots(4))
                .then("REPLACED #1 p1 of r7 BUY 4@100 leaves 4 KEPT")
                .bookIs("BUY #1 p1 r7 4/4@100", "BUY #2 p2 10/10@100");
    }

    @Test
    void shouldKeepItsPlaceWhenNothingChanges() {
        market.when(replace(1, 1)).then("REPLACED #1 p1 of r7 BUY 10@100 leaves 10 KEPT");
        market.when(replace(1, 1).quantityLots(10).priceTicks(100))
                .then("REPLACED #1 p1 of r7 BUY 10@100 leaves 10 KEPT")
                .bookIs("BUY #1 p1 r7 10/10@100", "BUY #2 p2 10/10@100");
    }

    @Test
    void shouldGoToTheBackWhenItBecomesLarger() {
        market.when(replace(1, 1).quantityLots(11))
                .then("REPLACED #1 p1 of r7 BUY 11@100 leaves 11 BACK")
                .bookIs("BUY #2 p2 10/10@100", "BUY #1 p1 r7 11/11@100");
    }

    @Test
    void shouldGoToTheBackOfItsNewPrice() {
        market.given(buy(3, 1, 99))
                .when(replace(1, 1).priceTicks(99))
                .then("REPLACED #1 p1 of r7 BUY 10@99 leaves 10 BACK")
                .bookIs("BUY #2 p2 10/10@100", "BUY #3 p3 1/1@99", "BUY #1 p1 r7 10/10@99");
    }

    @Test
    void shouldGoToTheBackWhenItReturnsToItsOldPrice() {
        market.given(replace(1, 1).priceTicks(101), replace(1, 1).priceTicks(100))
                .bookIs("BUY #2 p2 10/10@100", "BUY #1 p1 r7 10/10@100");
    }

    @Test
    void shouldChangeTheLevelsQuantities() {
        market.given(
                        replace(1, 1).quantityLots(4).priceTicks(103),
                        replace(2, 2).quantityLots(3))
                .bookIs("BUY #1 p1 r7 4/4@103", "BUY #2 p2 3/3@100")
                .when(sell(3, 9, 1))
                .then(
                        "ACCEPTED #5 p3 SELL LIMIT GTC 9@1 leaves 9",
                        "TRADED t1 #5 p3 SELL 4@103 leaves 5 with #1 p1 r7 leaves 0",
                        "TRADED t2 #5 p3 SELL 3@100 leaves 2 with #2 p2 leaves 0");
    }

    @Test
    void shouldTradeWhatItsNewPriceReaches() {
        market.given(sell(3, 4, 105), sell(3, 4, 106))
                .when(replace(1, 1).priceTicks(105).requestId(8))
                .then(
                        "REPLACED #1 p1 r8 of r7 BUY 10@105 leaves 10 BACK",
                        "TRADED t1 #1 p1 r8 of r7 BUY 4@105 leaves 6 with #3 p3 leaves 0")
                .bookIs("BUY #1 p1 r7 6/10@105", "BUY #2 p2 10/10@100", "SELL #4 p3 4/4@106");
    }

    @Test
    void shouldLeaveTheBookWhenItsNewPriceFillsIt() {
        market.given(sell(3, 15, 105))
                .when(replace(1, 1).priceTicks(106).quantityLots(12))
                .then(
                        "REPLACED #1 p1 of r7 BUY 12@106 leaves 12 BACK",
                        "TRADED t1 #1 p1 of r7 BUY 12@105 leaves 0 with #3 p3 leaves 3")
                .bookIs("BUY #2 p2 10/10@100", "SELL #3 p3 3/15@105");
        market.when(cancel(1, 1)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancelOfRequest(1, 7)).refused(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldCountTheExecutedPartInTheQuantity() {
        market.given(sell(3, 4, 100))
                .when(replace(1, 1).quantityLots(6))
                .then("REPLACED #1 p1 of r7 BUY 6@100 leaves 2 KEPT")
                .when(replace(1, 1).quantityLots(7))
                .then("REPLACED #1 p1 of r7 BUY 7@100 leaves 3 BACK")
                .bookIs("BUY #2 p2 10/10@100", "BUY #1 p1 r7 3/7@100");
    }

    @Test
    void shouldTakeTheLeavesQuantityInstead() {
        market.given(sell(3, 4, 100))
                .when(replace(1, 1).leavesQuantityLots(6))
                .then("REPLACED #1 p1 of r7 BUY 10@100 leaves 6 KEPT")
                .when(replace(1, 1).leavesQuantityLots(5))
                .then("REPLACED #1 p1 of r7 BUY 9@100 leaves 5 KEPT")
                .when(replace(1, 1).leavesQuantityLots(8))
                .then("REPLACED #1 p1 of r7 BUY 12@100 leaves 8 BACK")
                .bookIs("BUY #2 p2 10/10@100", "BUY #1 p1 r7 8/12@100");
    }

    @Test
    void shouldRefuseAQuantityThatHasTradedAlready() {
        market.given(sell(3, 4, 100));
        market.when(replace(1, 1).quantityLots(4)).refused(RejectReason.ALREADY_EXECUTED);
        market.when(replace(1, 1).quantityLots(3)).refused(RejectReason.ALREADY_EXECUTED);
        market.when(replace(1, 1).quantityLots(5)).then("REPLACED #1 p1 of r7 BUY 5@100 leaves 1 KEPT");
    }

    @Test
    void shouldRefuseBadPricesAndQuantities() {
        market.given(sell(3, 4, 100));
        market.when(replace(1, 1).quantityLots(-1)).refused(RejectReason.INVALID_QUANTITY);
        market.when(replace(1, 1).leavesQuantityLots(-1)).refused(RejectReason.INVALID_QUANTITY);
        market.when(replace(1, 1).leavesQuantityLots(Long.MAX_VALUE)).refused(RejectReason.INVALID_QUANTITY);
        market.when(replace(1, 1).leavesQuantityLots(Long.MIN_VALUE)).refused(RejectReason.INVALID_QUANTITY);
        market.when(replace(1, 1).priceTicks(-1)).refused(RejectReason.INVALID_PRICE);
        market.when(replace(1, 1).priceTicks(Long.MAX_VALUE)).refused(RejectReason.INVALID_PRICE);
    }

    @Test
    void shouldBeNamedByTheFirstRequestAlsoAfterReplaces() {
        market.given(replaceOfRequest(1, 7).requestId(8).quantityLots(20))
                .when(replaceOfRequest(1, 7).requestId(9).quantityLots(5))
                .then("REPLACED #1 p1 r9 of r7 BUY 5@100 leaves 5 KEPT");
        market.when(replaceOfRequest(1, 8).requestId(10)).refused(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldRefuseTheOrderOfAnotherAndUnknownOrders() {
        market.when(replace(2, 1).quantityLots(5)).refused(RejectReason.NOT_OWNER);
        market.when(replace(2, 9).quantityLots(5)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(replaceOfRequest(2, 7).quantityLots(5)).refused(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldEchoTheMemoOfTheOrderAndNotOfTheReplace() {
        market.given(memo(sell(3, 5, 110), "mine"))
                .when(memo(replace(3, 3).priceTicks(99), "other"))
                .then(
                        "REPLACED #3 p3 SELL 5@99 leaves 5 BACK 'mine'",
                        "TRADED t1 #3 p3 SELL 5@100 leaves 0 'mine' with #1 p1 r7 leaves 5");
    }
}
