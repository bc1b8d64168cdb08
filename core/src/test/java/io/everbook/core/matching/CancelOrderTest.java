package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.cancelOfRequest;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

class CancelOrderTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldCancelByOrderId() {
        market.given(buy(1, 3, 100), buy(1, 4, 100))
                .when(cancel(1, 1))
                .then("CANCELLED #1 p1 BUY 3@100 REQUESTED")
                .bookIs("BUY #2 p1 4/4@100");
    }

    @Test
    void shouldCancelByTheRequestThatEnteredTheOrder() {
        market.given(buy(1, 3, 100).requestId(5), buy(2, 4, 100).requestId(5))
                .when(cancelOfRequest(2, 5).requestId(6))
                .then("CANCELLED #2 p2 r6 of r5 BUY 4@100 REQUESTED")
                .bookIs("BUY #1 p1 r5 3/3@100");
    }

    @Test
    void shouldCancelWhatIsLeftOfAPartlyFilledOrder() {
        market.given(sell(1, 5, 100), buy(2, 2, 100))
                .when(cancel(1, 1))
                .then("CANCELLED #1 p1 SELL 3@100 REQUESTED")
                .bookIs();
    }

    @Test
    void shouldCloseTheGapInTheQueueWhereverTheOrderStood() {
        market.given(buy(1, 1, 100), buy(1, 2, 100), buy(1, 3, 100), buy(1, 4, 100), buy(1, 5, 100))
                .given(cancel(1, 3), cancel(1, 1), cancel(1, 5))
                .bookIs("BUY #2 p1 2/2@100", "BUY #4 p1 4/4@100")
                .when(sell(2, 9, 100))
                .then(
                        "ACCEPTED #9 p2 SELL LIMIT GTC 9@100 leaves 9",
                        "TRADED t1 #9 p2 SELL 2@100 leaves 7 with #2 p1 leaves 0",
                        "TRADED t2 #9 p2 SELL 4@100 leaves 3 with #4 p1 leaves 0");
    }

    @Test
    void shouldRefuseToCancelWhatIsNotOpen() {
        market.given(sell(1, 1, 100).requestId(1), buy(2, 1, 100), buy(1, 1, 99).requestId(2), cancel(1, 3));
        market.when(cancel(1, 1)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancelOfRequest(1, 1)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancel(1, 3)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancelOfRequest(1, 2)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancel(1, 99)).then("REJECTED #99 p1 UNKNOWN_ORDER");
        market.when(cancel(1, -1)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancelOfRequest(1, 99)).then("REJECTED p1 of r99 UNKNOWN_ORDER");
        market.when(cancel(1, 0)).refused(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldNotFindOrdersWithoutARequestIdByRequest() {
        market.given(buy(1, 1, 100));
        market.when(cancelOfRequest(1, 0)).refused(RejectReason.UNKNOWN_ORDER);
    }

    @Test
    void shouldRefuseToCancelTheOrderOfAnother() {
        market.given(buy(1, 1, 100).requestId(5));
        market.when(cancel(2, 1)).refused(RejectReason.NOT_OWNER);
        market.when(cancelOfRequest(2, 5)).refused(RejectReason.UNKNOWN_ORDER);
    }
}
