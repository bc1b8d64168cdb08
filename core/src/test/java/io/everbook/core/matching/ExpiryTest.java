package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.advanceTime;
import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.goodTill;
import static io.everbook.core.matching.Orders.sell;
import static io.everbook.core.matching.Orders.stop;

import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

/** Orders expire when a time command says that their time is over. */
class ExpiryTest {

    private final MarketScenario market = new MarketScenario();

    private static final long DAY_NANOS = 86_400_000_000_000L;

    @Test
    void shouldExpireDayOrdersAtMidnightUtc() {
        market.given(buy(1, 1, 100).timeInForce(TimeInForce.DAY).timestampNanos(DAY_NANOS - 1))
                .given(buy(2, 1, 99).timeInForce(TimeInForce.DAY).timestampNanos(DAY_NANOS))
                .when(advanceTime(DAY_NANOS - 1))
                .then("TIME_ADVANCED")
                .when(advanceTime(DAY_NANOS))
                .then("CANCELLED #1 p1 BUY 1@100 EXPIRED", "TIME_ADVANCED 1")
                .when(advanceTime(2 * DAY_NANOS - 1))
                .then("TIME_ADVANCED")
                .when(advanceTime(2 * DAY_NANOS))
                .then("CANCELLED #2 p2 BUY 1@99 EXPIRED", "TIME_ADVANCED 1")
                .bookIs();
    }

    @Test
    void shouldExpireAtItsNanosecond() {
        market.given(goodTill(buy(1, 1, 100), 5_000))
                .when(advanceTime(4_999))
                .then("TIME_ADVANCED")
                .when(advanceTime(5_000))
                .then("CANCELLED #1 p1 BUY 1@100 EXPIRED", "TIME_ADVANCED 1");
    }

    @Test
    void shouldExpireInOrderOfTimeThenId() {
        market.given(goodTill(buy(1, 1, 100), 3_000), goodTill(sell(2, 2, 105), 2_000))
                .given(goodTill(sell(3, 3, 104), 3_000), goodTill(stop(4, Side.BUY, 4, 110), 2_000))
                .given(buy(5, 1, 90), goodTill(buy(5, 1, 91), 2_500), cancel(5, 6))
                .when(advanceTime(9_000))
                .then(
                        "CANCELLED #2 p2 SELL 2@105 EXPIRED",
                        "CANCELLED #4 p4 BUY 4 EXPIRED",
                        "CANCELLED #1 p1 BUY 1@100 EXPIRED",
                        "CANCELLED #3 p3 SELL 3@104 EXPIRED",
                        "TIME_ADVANCED 4")
                .bookIs("BUY #5 p5 1/1@90");
    }

    @Test
    void shouldNeverGoBackInTime() {
        market.given(advanceTime(500));
        market.when(advanceTime(100)).then("TIME_ADVANCED");
        market.when(goodTill(buy(1, 1, 100), 500)).refused(RejectReason.INVALID_EXPIRE_TIME);
        market.when(goodTill(buy(1, 1, 100), 501)).then("ACCEPTED #4 p1 BUY LIMIT GTD 1@100 leaves 1");
    }

    @Test
    void shouldRefuseExpiriesThatDoNotGoWithTheOrder() {
        market.when(buy(1, 1, 100).expireNanos(5)).refused(RejectReason.INVALID_EXPIRE_TIME);
        market.when(buy(1, 1, 100).timeInForce(TimeInForce.DAY).expireNanos(5))
                .refused(RejectReason.INVALID_EXPIRE_TIME);
        market.when(goodTill(buy(1, 1, 100), 0)).refused(RejectReason.INVALID_EXPIRE_TIME);
        market.when(goodTill(Orders.marketBuy(1, 1), 9_000)).refused(RejectReason.INVALID_TIME_IN_FORCE);
    }

    @Test
    void shouldKeepDayOrdersOfTheLastDayThatCanBeTold() {
        market.given(buy(1, 1, 100).timeInForce(TimeInForce.DAY).timestampNanos(Long.MAX_VALUE))
                .when(advanceTime(Long.MAX_VALUE - 1))
                .then("TIME_ADVANCED")
                .bookIs("BUY #1 p1 1/1@100")
                .when(advanceTime(Long.MAX_VALUE))
                .then("CANCELLED #1 p1 BUY 1@100 EXPIRED", "TIME_ADVANCED 1");
    }
}
