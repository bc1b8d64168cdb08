package io.everbook.core.matching;

import static io.everbook.core.matching.Orders.buy;
import static io.everbook.core.matching.Orders.cancel;
import static io.everbook.core.matching.Orders.disable;
import static io.everbook.core.matching.Orders.enable;
import static io.everbook.core.matching.Orders.from;
import static io.everbook.core.matching.Orders.massCancel;
import static io.everbook.core.matching.Orders.replace;
import static io.everbook.core.matching.Orders.sell;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.event.RejectReason;
import org.junit.jupiter.api.Test;

class KillSwitchTest {

    private final MarketScenario market = new MarketScenario();

    @Test
    void shouldCancelAllOrdersOfTheParticipantOldestFirst() {
        market.given(buy(1, 1, 98), sell(2, 4, 110), sell(1, 2, 105))
                .when(disable(1))
                .then(
                        "CANCELLED #1 p1 BUY 1@98 KILL_SWITCH",
                        "CANCELLED #3 p1 SELL 2@105 KILL_SWITCH",
                        "PARTICIPANT_STATE_CHANGED p1 2 DISABLED")
                .bookIs("SELL #2 p2 4/4@110");
    }

    @Test
    void shouldRefuseWhatIsNotACancelUntilEnabled() {
        market.given(buy(1, 1, 98), disable(1));
        market.when(buy(1, 1, 98)).refused(RejectReason.PARTICIPANT_DISABLED);
        market.when(replace(1, 1).quantityLots(5)).refused(RejectReason.PARTICIPANT_DISABLED);
        market.when(cancel(1, 1)).refused(RejectReason.UNKNOWN_ORDER);
        market.when(massCancel(1)).then("MASS_CANCELLED p1 0");
        market.when(buy(2, 1, 98)).then("ACCEPTED #7 p2 BUY LIMIT GTC 1@98 leaves 1");
        market.when(enable(1)).then("PARTICIPANT_STATE_CHANGED p1 ENABLED");
        market.when(buy(1, 1, 98)).then("ACCEPTED #9 p1 BUY LIMIT GTC 1@98 leaves 1");
    }

    @Test
    void shouldDisableAParticipantThatNeverCame() {
        market.when(disable(5)).then("PARTICIPANT_STATE_CHANGED p5 DISABLED");
        market.when(buy(5, 1, 98)).refused(RejectReason.PARTICIPANT_DISABLED);
    }

    @Test
    void shouldWorkAlsoWhileTheInstrumentIsClosed() {
        market.given(buy(1, 1, 98), Orders.instrumentState(InstrumentState.CLOSED))
                .when(disable(1))
                .then("CANCELLED #1 p1 BUY 1@98 KILL_SWITCH", "PARTICIPANT_STATE_CHANGED p1 1 DISABLED");
    }

    @Test
    void shouldRefuseAMissingStateOrParticipant() {
        market.when(from(CommandType.SET_PARTICIPANT_STATE, 1)).refused(RejectReason.INVALID_COMMAND);
        market.when(disable(0)).refused(RejectReason.INVALID_PARTICIPANT);
        market.when(disable(-1)).refused(RejectReason.INVALID_PARTICIPANT);
    }
}
