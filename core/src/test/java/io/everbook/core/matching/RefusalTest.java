package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.from;
import static io.everbook.core.matching.Orders.limit;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.memo;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.InvariantViolation;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refusals that belong to no one feature; each changes nothing in the book. */
class RefusalTest {

    private final MarketScenario market =
            new MarketScenario().given(buy(1, 5, 100).requestId(1), sell(2, 5, 110));

    @Test
    void shouldEchoWhatTheRefusedCommandNamed() {
        market.when(memo(buy(3, 0, 100).requestId(4), "mine"))
                .then("REJECTED p3 r4 BUY INVALID_QUANTITY 'mine'")
                .when(replace(3, 77).requestId(5))
                .then("REJECTED #77 p3 r5 UNKNOWN_ORDER");
    }

    @Test
    void shouldRefuseCommandsWithoutWhatTheyNeed() {
        market.when(from(null, 1)).refused(RejectReason.INVALID_COMMAND);
        market.when(limit(1, null, 1, 100)).refused(RejectReason.INVALID_COMMAND);
        market.when(buy(1, 1, 100).orderType(null)).refused(RejectReason.INVALID_COMMAND);
        market.when(buy(1, 1, 100).timeInForce(null)).refused(RejectReason.INVALID_COMMAND);
        market.when(buy(1, 1, 100).selfTradePrevention(null)).refused(RejectReason.INVALID_COMMAND);
        market.when(from(CommandType.QUERY_BOOK, 1)).refused(RejectReason.INVALID_COMMAND);
    }

    @Test
    void shouldRefuseParticipantsBelowOne() {
        market.when(buy(0, 1, 100)).refused(RejectReason.INVALID_PARTICIPANT);
        market.when(buy(-1, 1, 100)).refused(RejectReason.INVALID_PARTICIPANT);
        market.when(cancel(0, 1)).refused(RejectReason.INVALID_PARTICIPANT);
        market.when(replace(0, 1)).refused(RejectReason.INVALID_PARTICIPANT);
        market.when(massCancel(0)).refused(RejectReason.INVALID_PARTICIPANT);
    }

    @Test
    void shouldRefuseNegativeRequestIds() {
        market.when(buy(1, 1, 100).requestId(-1)).refused(RejectReason.INVALID_REQUEST_ID);
    }

    @Test
    void shouldRefuseRequestIdsThatAreNotHigherThanTheLast() {
        market.given(buy(1, 1, 100).requestId(5));
        market.when(buy(1, 1, 100).requestId(5)).refused(RejectReason.DUPLICATE_REQUEST);
        market.when(buy(1, 1, 100).requestId(4)).refused(RejectReason.DUPLICATE_REQUEST);
        market.when(cancel(1, 1).requestId(5)).refused(RejectReason.DUPLICATE_REQUEST);
        market.given(buy(1, 1, 100), buy(2, 1, 100).requestId(5), buy(1, 1, 100).requestId(Long.MAX_VALUE));
        market.when(buy(1, 1, 100).requestId(Long.MAX_VALUE)).refused(RejectReason.DUPLICATE_REQUEST);
    }

    @Test
    void shouldUseUpTheRequestIdOfARefusedCommand() {
        market.when(buy(1, 0, 100).requestId(8)).refused(RejectReason.INVALID_QUANTITY);
        market.when(buy(1, 1, 100).requestId(8)).refused(RejectReason.DUPLICATE_REQUEST);
        market.when(cancel(1, 99).requestId(9)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(cancel(1, 1).requestId(9)).refused(RejectReason.DUPLICATE_REQUEST);
    }

    @Test
    void shouldRefuseMissingAndNegativePrices() {
        market.when(buy(1, 1, 0)).refused(RejectReason.INVALID_PRICE);
        market.when(buy(1, 1, -1)).refused(RejectReason.INVALID_PRICE);
        market.when(marketBuy(1, 1).priceTicks(-1)).refused(RejectReason.INVALID_PRICE);
    }

    @Test
    void shouldRefuseMissingAndNegativeQuantities() {
        market.when(buy(1, 0, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(buy(1, -1, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(marketBuy(1, 0)).refused(RejectReason.INVALID_QUANTITY);
    }

    @Test
    void shouldRefuseMarketOrdersThatWouldRest() {
        market.when(marketBuy(1, 1).timeInForce(TimeInForce.GTC)).refused(RejectReason.INVALID_TIME_IN_FORCE);
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void shouldRefuseWhatTheGatewayAlreadyKnew(RejectReason reason) {
        market.when(buy(1, 1, 110).requestId(9).refusal(reason)).refused(reason);
        market.when(cancel(1, 1).requestId(10).refusal(reason)).refused(reason);
        market.when(Orders.disable(1).refusal(reason)).refused(reason);
        market.when(buy(1, 1, 100).requestId(9)).refused(RejectReason.DUPLICATE_REQUEST);
    }

    @Test
    void shouldRefuseOrdersThatRestWhenTheBookIsFull() {
        Instrument small = new Instrument("SMALL", DecimalUnit.of("1"), DecimalUnit.of("1"), 2);
        MarketScenario full = new MarketScenario(small).given(buy(1, 1, 100), sell(1, 1, 110));
        full.when(buy(2, 1, 99)).refused(RejectReason.BOOK_FULL);
        full.when(buy(2, 1, 110)).refused(RejectReason.BOOK_FULL);
        full.given(replace(1, 1).quantityLots(5), buy(2, 1, 110).timeInForce(TimeInForce.IOC));
        full.when(buy(2, 1, 99)).then("ACCEPTED #7 p2 BUY LIMIT GTC 1@99 leaves 1");
        full.when(buy(2, 1, 98)).refused(RejectReason.BOOK_FULL);
        full.given(cancel(2, 7)).when(buy(2, 1, 98)).then("ACCEPTED #10 p2 BUY LIMIT GTC 1@98 leaves 1");
    }

    @Test
    void shouldHaltOnACommandOutOfSequence() {
        Market broken = market.market();
        EventBatch events = new EventBatch();
        assertThatThrownBy(() -> broken.apply(buy(1, 1, 100).sequence(2), events))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("sequence=2");
        assertThatThrownBy(() -> broken.apply(buy(1, 1, 100).sequence(4), events))
                .isInstanceOf(InvariantViolation.class);
    }
}
