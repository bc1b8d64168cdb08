package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.advanceTime;
import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.disable;
import static io.everbook.core.matching.Orders.goodTill;
import static io.everbook.core.matching.Orders.instrumentState;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;
import static io.everbook.core.matching.Orders.stop;
import static io.everbook.core.matching.Orders.stopLimit;
import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

/** Stop orders wait for the last trade price, and set each other off. */
class StopOrderTest {

    private final MarketScenario market = new MarketScenario();

    /** The last trade price is 100; two ids are used. */
    private MarketScenario lastPrice100() {
        return market.given(sell(1, 1, 100), buy(2, 1, 100));
    }

    @Test
    void shouldWaitOutsideTheVisibleBook() {
        lastPrice100()
                .when(stop(3, Side.BUY, 5, 101))
                .then("ACCEPTED #3 p3 BUY STOP GTC 5 leaves 5")
                .bookIs("BUY #3 p3 5/5@0 waits for 101");
        assertThat(market.market().view(10).bids().depth()).isZero();
    }

    @Test
    void shouldWaitForTheFirstTrade() {
        market.given(sell(1, 5, 100))
                .when(stop(3, Side.BUY, 1, 1))
                .then("ACCEPTED #2 p3 BUY STOP GTC 1 leaves 1")
                .when(buy(2, 1, 100))
                .then(
                        "ACCEPTED #3 p2 BUY LIMIT GTC 1@100 leaves 1",
                        "TRADED t1 #3 p2 BUY 1@100 leaves 0 with #1 p1 leaves 4",
                        "TRIGGERED #2 p3 BUY 1 leaves 1",
                        "TRADED t2 #2 p3 BUY 1@100 leaves 0 with #1 p1 leaves 3");
    }

    @Test
    void shouldCascadeUpwards() {
        lastPrice100()
                .given(sell(1, 1, 101), sell(1, 1, 102), sell(1, 1, 103), sell(1, 1, 104))
                .given(stop(3, Side.BUY, 1, 103), stop(3, Side.BUY, 1, 102), stop(3, Side.BUY, 1, 101))
                .when(buy(2, 1, 101))
                .then(
                        "ACCEPTED #10 p2 BUY LIMIT GTC 1@101 leaves 1",
                        "TRADED t2 #10 p2 BUY 1@101 leaves 0 with #3 p1 leaves 0",
                        "TRIGGERED #9 p3 BUY 1 leaves 1",
                        "TRADED t3 #9 p3 BUY 1@102 leaves 0 with #4 p1 leaves 0",
                        "TRIGGERED #8 p3 BUY 1 leaves 1",
                        "TRADED t4 #8 p3 BUY 1@103 leaves 0 with #5 p1 leaves 0",
                        "TRIGGERED #7 p3 BUY 1 leaves 1",
                        "TRADED t5 #7 p3 BUY 1@104 leaves 0 with #6 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldCascadeDownwards() {
        lastPrice100()
                .given(buy(1, 1, 99), buy(1, 1, 98), buy(1, 1, 97), buy(1, 1, 96))
                .given(stop(3, Side.SELL, 1, 97), stop(3, Side.SELL, 1, 98), stop(3, Side.SELL, 1, 99))
                .when(sell(2, 1, 99))
                .then(
                        "ACCEPTED #10 p2 SELL LIMIT GTC 1@99 leaves 1",
                        "TRADED t2 #10 p2 SELL 1@99 leaves 0 with #3 p1 leaves 0",
                        "TRIGGERED #9 p3 SELL 1 leaves 1",
                        "TRADED t3 #9 p3 SELL 1@98 leaves 0 with #4 p1 leaves 0",
                        "TRIGGERED #8 p3 SELL 1 leaves 1",
                        "TRADED t4 #8 p3 SELL 1@97 leaves 0 with #5 p1 leaves 0",
                        "TRIGGERED #7 p3 SELL 1 leaves 1",
                        "TRADED t5 #7 p3 SELL 1@96 leaves 0 with #6 p1 leaves 0")
                .bookIs();
    }

    @Test
    void shouldTriggerByPriceThenTimeBuysBeforeSells() {
        market.given(stop(7, Side.SELL, 1, 103), stop(6, Side.SELL, 1, 101), stop(8, Side.SELL, 1, 104))
                .given(stop(3, Side.BUY, 1, 102), stop(4, Side.BUY, 1, 101), stop(5, Side.BUY, 1, 101))
                .given(sell(1, 1, 102))
                .when(buy(2, 1, 102))
                .then(
                        "ACCEPTED #8 p2 BUY LIMIT GTC 1@102 leaves 1",
                        "TRADED t1 #8 p2 BUY 1@102 leaves 0 with #7 p1 leaves 0",
                        "TRIGGERED #5 p4 BUY 1 leaves 1",
                        "CANCELLED #5 p4 BUY 1 IMMEDIATE_OR_CANCEL",
                        "TRIGGERED #6 p5 BUY 1 leaves 1",
                        "CANCELLED #6 p5 BUY 1 IMMEDIATE_OR_CANCEL",
                        "TRIGGERED #4 p3 BUY 1 leaves 1",
                        "CANCELLED #4 p3 BUY 1 IMMEDIATE_OR_CANCEL",
                        "TRIGGERED #3 p8 SELL 1 leaves 1",
                        "CANCELLED #3 p8 SELL 1 IMMEDIATE_OR_CANCEL",
                        "TRIGGERED #1 p7 SELL 1 leaves 1",
                        "CANCELLED #1 p7 SELL 1 IMMEDIATE_OR_CANCEL")
                .bookIs("SELL #2 p6 1/1@0 waits for 101");
    }

    @Test
    void shouldTriggerAtEntryWhereTheLastPriceIsThereAlready() {
        lastPrice100()
                .given(sell(1, 1, 105))
                .when(stop(3, Side.BUY, 3, 100).requestId(8))
                .then(
                        "ACCEPTED #4 p3 r8 of r8 BUY STOP GTC 3 leaves 3",
                        "TRIGGERED #4 p3 of r8 BUY 3 leaves 3",
                        "TRADED t2 #4 p3 of r8 BUY 1@105 leaves 2 with #3 p1 leaves 0",
                        "CANCELLED #4 p3 of r8 BUY 2 IMMEDIATE_OR_CANCEL")
                .bookIs();
    }

    @Test
    void shouldTradeNoWorseThanItsProtectionPrice() {
        lastPrice100()
                .given(sell(1, 1, 101), sell(1, 1, 102))
                .when(stop(3, Side.BUY, 2, 100).priceTicks(101))
                .then(
                        "ACCEPTED #5 p3 BUY STOP GTC 2@101 leaves 2",
                        "TRIGGERED #5 p3 BUY 2@101 leaves 2",
                        "TRADED t2 #5 p3 BUY 1@101 leaves 1 with #3 p1 leaves 0",
                        "CANCELLED #5 p3 BUY 1@101 IMMEDIATE_OR_CANCEL")
                .bookIs("SELL #4 p1 1/1@102");
    }

    @Test
    void shouldRestAsALimitOrderWithWhatIsLeft() {
        lastPrice100()
                .given(sell(1, 1, 101))
                .when(stopLimit(3, Side.BUY, 3, 100, 101))
                .then(
                        "ACCEPTED #4 p3 BUY STOP_LIMIT GTC 3@101 leaves 3",
                        "TRIGGERED #4 p3 BUY 3@101 leaves 3",
                        "TRADED t2 #4 p3 BUY 1@101 leaves 2 with #3 p1 leaves 0")
                .bookIs("BUY #4 p3 2/3@101");
    }

    @Test
    void shouldShowOnlyItsSliceOnceTriggered() {
        lastPrice100()
                .given(stopLimit(3, Side.BUY, 9, 101, 99).displayQuantityLots(2))
                .bookIs("BUY #3 p3 9/9@99 waits for 101")
                .given(sell(1, 1, 101), buy(2, 1, 101))
                .bookIs("BUY #3 p3 9/9@99 shows 2");
    }

    @Test
    void shouldMoveItsTrigger() {
        lastPrice100()
                .given(stop(3, Side.BUY, 4, 105), stop(4, Side.BUY, 4, 103))
                .when(replace(3, 3).triggerPriceTicks(102))
                .then("REPLACED #3 p3 BUY 4 leaves 4 BACK")
                .bookIs("BUY #3 p3 4/4@0 waits for 102", "BUY #4 p4 4/4@0 waits for 103")
                .when(replace(3, 3).triggerPriceTicks(99))
                .then(
                        "REPLACED #3 p3 BUY 4 leaves 4 BACK",
                        "TRIGGERED #3 p3 BUY 4 leaves 4",
                        "CANCELLED #3 p3 BUY 4 IMMEDIATE_OR_CANCEL")
                .bookIs("BUY #4 p4 4/4@0 waits for 103");
    }

    @Test
    void shouldKeepItsTurnOnlyWhenItBecomesSmaller() {
        lastPrice100()
                .given(stopLimit(3, Side.BUY, 4, 105, 105), stop(4, Side.BUY, 4, 105))
                .when(replace(3, 3).quantityLots(2))
                .then("REPLACED #3 p3 BUY 2@105 leaves 2 KEPT")
                .bookIs("BUY #3 p3 2/2@105 waits for 105", "BUY #4 p4 4/4@0 waits for 105")
                .when(replace(3, 3).priceTicks(104))
                .then("REPLACED #3 p3 BUY 2@104 leaves 2 BACK")
                .bookIs("BUY #4 p4 4/4@0 waits for 105", "BUY #3 p3 2/2@104 waits for 105");
    }

    @Test
    void shouldRefuseATriggerPriceWhereNothingWaits() {
        lastPrice100().given(buy(1, 1, 90), stopLimit(3, Side.BUY, 3, 100, 95), stop(3, Side.SELL, 1, 90));
        market.when(replace(1, 3).triggerPriceTicks(99)).refused(RejectReason.INVALID_TRIGGER_PRICE);
        market.when(replace(3, 4).triggerPriceTicks(99)).refused(RejectReason.INVALID_TRIGGER_PRICE);
        market.when(replace(3, 5).triggerPriceTicks(-1)).refused(RejectReason.INVALID_TRIGGER_PRICE);
        market.when(buy(1, 1, 90).triggerPriceTicks(99)).refused(RejectReason.INVALID_TRIGGER_PRICE);
        market.when(stop(1, Side.BUY, 1, 0)).refused(RejectReason.INVALID_TRIGGER_PRICE);
        market.when(stop(1, Side.BUY, 1, -1)).refused(RejectReason.INVALID_TRIGGER_PRICE);
    }

    @Test
    void shouldRefuseStopsThatCannotWait() {
        market.when(stop(1, Side.BUY, 1, 100).timeInForce(TimeInForce.IOC)).refused(RejectReason.INVALID_TIME_IN_FORCE);
        market.when(stop(1, Side.BUY, 1, 100).timeInForce(TimeInForce.FOK)).refused(RejectReason.INVALID_TIME_IN_FORCE);
        market.when(stop(1, Side.BUY, 1, 100).postOnly(true)).refused(RejectReason.INVALID_POST_ONLY);
        market.when(stopLimit(1, Side.BUY, 1, 100, 0)).refused(RejectReason.INVALID_PRICE);
        market.when(stop(1, Side.BUY, 3, 100).displayQuantityLots(1)).refused(RejectReason.INVALID_DISPLAY_QUANTITY);
    }

    @Test
    void shouldCancelWaitingOrdersInEveryWay() {
        lastPrice100()
                .given(stop(3, Side.BUY, 1, 105), stop(3, Side.SELL, 1, 95))
                .given(stop(3, Side.BUY, 1, 106), goodTill(stop(3, Side.SELL, 1, 94), 5_000_000))
                .when(cancel(3, 3))
                .then("CANCELLED #3 p3 BUY 1 REQUESTED")
                .when(massCancel(3).side(Side.BUY))
                .then("CANCELLED #5 p3 BUY 1 MASS_CANCEL", "MASS_CANCELLED p3 BUY 1")
                .when(advanceTime(5_000_000))
                .then("CANCELLED #6 p3 SELL 1 EXPIRED", "TIME_ADVANCED 1")
                .when(disable(3))
                .then("CANCELLED #4 p3 SELL 1 KILL_SWITCH", "PARTICIPANT_STATE_CHANGED p3 1 DISABLED")
                .bookIs();
    }

    @Test
    void shouldTriggerNothingWhileHalted() {
        lastPrice100().given(stop(3, Side.BUY, 1, 101), sell(1, 2, 101)).given(instrumentState(InstrumentState.HALTED));
        market.when(buy(2, 1, 101)).refused(RejectReason.INSTRUMENT_HALTED);
        market.when(stop(3, Side.BUY, 1, 99)).refused(RejectReason.INSTRUMENT_HALTED);
        market.when(replace(3, 3).triggerPriceTicks(99)).refused(RejectReason.INSTRUMENT_HALTED);
        market.bookIs("SELL #4 p1 2/2@101", "BUY #3 p3 1/1@0 waits for 101");
        market.when(instrumentState(InstrumentState.OPEN)).then("INSTRUMENT_STATE_CHANGED OPEN");
        market.given(buy(2, 1, 101)).bookIs();
    }
}
