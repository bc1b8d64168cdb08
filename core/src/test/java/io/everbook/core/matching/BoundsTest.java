package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.marketBuy;
import static io.everbook.core.matching.Orders.marketSell;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.book.BookView;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import org.junit.jupiter.api.Test;

/** Prices and quantities at the ends of their ranges: nothing overflows, and what would is refused. */
class BoundsTest {

    private static final long MAX = 1L << 62;

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldTradeAtTheHighestAndTheLowestPrice() {
        market.given(sell(1, 1, MAX), buy(1, 1, 1))
                .when(marketBuy(2, 1))
                .then(
                        "ACCEPTED #3 p2 BUY MARKET IOC 1 leaves 1",
                        "TRADED t1 #3 p2 BUY 1@" + MAX + " leaves 0 with #1 p1 leaves 0")
                .when(marketSell(2, 1))
                .then(
                        "ACCEPTED #4 p2 SELL MARKET IOC 1 leaves 1",
                        "TRADED t2 #4 p2 SELL 1@1 leaves 0 with #2 p1 leaves 0");
    }

    @Test
    void shouldRefusePricesBeyondTheHighest() {
        market.when(buy(1, 1, MAX + 1)).refused(RejectReason.INVALID_PRICE);
        market.when(sell(1, 1, Long.MAX_VALUE)).refused(RejectReason.INVALID_PRICE);
        market.when(buy(1, 1, Long.MIN_VALUE)).refused(RejectReason.INVALID_PRICE);
        market.when(marketBuy(1, 1).priceTicks(MAX + 1)).refused(RejectReason.INVALID_PRICE);
    }

    @Test
    void shouldTradeTheLargestQuantity() {
        market.given(sell(1, MAX, 100))
                .when(buy(2, MAX, 100))
                .then(
                        "ACCEPTED #2 p2 BUY LIMIT GTC " + MAX + "@100 leaves " + MAX,
                        "TRADED t1 #2 p2 BUY " + MAX + "@100 leaves 0 with #1 p1 leaves 0");
    }

    @Test
    void shouldRefuseQuantitiesBeyondTheLargest() {
        market.when(buy(1, MAX + 1, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(buy(1, Long.MAX_VALUE, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(buy(1, Long.MIN_VALUE, 100)).refused(RejectReason.INVALID_QUANTITY);
    }

    @Test
    void shouldRefuseWhatWouldMakeASideLargerThanTheLargestQuantity() {
        market.given(buy(1, MAX - 5, 100), buy(1, 5, 90));
        market.when(buy(2, 1, 100)).refused(RejectReason.INVALID_QUANTITY);
        market.when(replace(1, 2).quantityLots(6)).refused(RejectReason.INVALID_QUANTITY);
        market.given(sell(2, 3, 100)).when(buy(2, 3, 90)).then("ACCEPTED #6 p2 BUY LIMIT GTC 3@90 leaves 3");
    }

    @Test
    void shouldShrinkAnOrderOfASideThatIsFull() {
        market.given(buy(1, MAX, 100))
                .when(replace(1, 1).quantityLots(MAX - 1))
                .then("REPLACED #1 p1 BUY " + (MAX - 1) + "@100 leaves " + (MAX - 1) + " KEPT")
                .when(replace(1, 1).quantityLots(MAX).priceTicks(101))
                .then("REPLACED #1 p1 BUY " + MAX + "@101 leaves " + MAX + " BACK")
                .given(cancel(1, 1))
                .bookIs();
    }

    @Test
    void shouldCountAFullSideForFillOrKill() {
        market.given(sell(1, MAX - 1, 100), sell(1, 1, 101))
                .when(buy(2, MAX, 100).timeInForce(TimeInForce.FOK))
                .then(
                        "ACCEPTED #3 p2 BUY LIMIT FOK " + MAX + "@100 leaves " + MAX,
                        "CANCELLED #3 p2 BUY " + MAX + "@100 FILL_OR_KILL")
                .given(buy(2, MAX, 101).timeInForce(TimeInForce.FOK))
                .bookIs();
    }

    @Test
    void shouldKeepEverySumOfQuantitiesWithinWhatCanBeWrittenAsText() {
        DecimalUnit lot = new DecimalUnit(1_000, 3);
        MarketScenario coarse = new MarketScenario(new Instrument("COARSE", DecimalUnit.of("0.05"), lot, 100));
        coarse.given(buy(1, lot.maxSteps() - 1, 100));
        coarse.when(buy(1, 2, 100)).refused(RejectReason.INVALID_QUANTITY);
        coarse.given(buy(1, 1, 100));
        BookView.Levels bids = coarse.market().view(1).bids();
        assertThat(lot.format(bids.quantityLots()[0])).isEqualTo(lot.format(lot.maxSteps()));
        coarse.when(sell(1, 1, new DecimalUnit(5, 2).maxSteps() + 1)).refused(RejectReason.INVALID_PRICE);
    }
}
