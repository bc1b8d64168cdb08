package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.advanceTime;
import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.from;
import static io.everbook.core.matching.Orders.instrumentState;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

class InstrumentStateTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldAcceptOnlyCancelsWhileHalted() {
        market.given(buy(1, 1, 100), buy(1, 2, 99), buy(1, 3, 98))
                .when(instrumentState(InstrumentState.HALTED))
                .then("INSTRUMENT_STATE_CHANGED HALTED");
        market.when(sell(2, 1, 100)).refused(RejectReason.INSTRUMENT_HALTED);
        market.when(replace(1, 1).quantityLots(1)).refused(RejectReason.INSTRUMENT_HALTED);
        market.when(cancel(1, 2)).then("CANCELLED #2 p1 BUY 2@99 REQUESTED");
        market.when(massCancel(1))
                .then(
                        "CANCELLED #1 p1 BUY 1@100 MASS_CANCEL",
                        "CANCELLED #3 p1 BUY 3@98 MASS_CANCEL",
                        "MASS_CANCELLED p1 2");
    }

    @Test
    void shouldAcceptNothingFromParticipantsWhileClosed() {
        market.given(buy(1, 1, 100))
                .when(instrumentState(InstrumentState.CLOSED))
                .then("INSTRUMENT_STATE_CHANGED CLOSED");
        market.when(sell(2, 1, 100)).refused(RejectReason.INSTRUMENT_CLOSED);
        market.when(replace(1, 1).quantityLots(1)).refused(RejectReason.INSTRUMENT_CLOSED);
        market.when(cancel(1, 1)).refused(RejectReason.INSTRUMENT_CLOSED);
        market.when(massCancel(1)).refused(RejectReason.INSTRUMENT_CLOSED);
        market.when(advanceTime(5)).then("TIME_ADVANCED");
    }

    @Test
    void shouldTradeAgainWhenReopened() {
        market.given(buy(1, 1, 100), instrumentState(InstrumentState.CLOSED), instrumentState(InstrumentState.OPEN))
                .when(sell(2, 1, 100))
                .then(
                        "ACCEPTED #4 p2 SELL LIMIT GTC 1@100 leaves 1",
                        "TRADED t1 #4 p2 SELL 1@100 leaves 0 with #1 p1 leaves 0");
    }

    @Test
    void shouldUseUpTheRequestIdOfACommandRefusedWhileHalted() {
        market.given(instrumentState(InstrumentState.HALTED));
        market.when(buy(1, 1, 100).requestId(4)).refused(RejectReason.INSTRUMENT_HALTED);
        market.given(instrumentState(InstrumentState.OPEN));
        market.when(buy(1, 1, 100).requestId(4)).refused(RejectReason.DUPLICATE_REQUEST);
    }

    @Test
    void shouldRefuseAMissingState() {
        market.when(from(CommandType.SET_INSTRUMENT_STATE, 0)).refused(RejectReason.INVALID_COMMAND);
    }
}
