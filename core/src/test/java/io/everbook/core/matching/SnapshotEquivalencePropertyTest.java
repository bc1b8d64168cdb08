package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A market whose state was taken over by another: both must go on identically. */
class SnapshotEquivalencePropertyTest {

    private static final Instrument INSTRUMENT =
            new Instrument("SNAPSHOT", DecimalUnit.of("0.01"), DecimalUnit.of("0.00000001"), 200);

    private final EventBatch events = new EventBatch();
    private final EventBatch restoredEvents = new EventBatch();

    @Test
    void shouldContinueIdenticallyFromARestoredState() {
        long seed = Long.getLong("everbook.snapshot.seed", System.nanoTime());
        System.out.println("snapshot equivalence: -Deverbook.snapshot.seed=" + seed);
        Random random = new Random(seed);
        for (int stream = 0; stream < 40; stream++) {
            OracleMarket oracle = new OracleMarket(INSTRUMENT);
            RandomCommands commands = new RandomCommands(random.nextLong(), oracle);
            Market market = new Market(INSTRUMENT);
            for (int restored = 0; restored < 12; restored++) {
                Market copy = restore(market);
                runBoth(market, copy, oracle, commands, 20 + random.nextInt(300));
                market = copy;
            }
            cancelAllOfEverybody(market, restore(market), oracle);
        }
    }

    private void runBoth(Market market, Market copy, OracleMarket oracle, RandomCommands commands, int count) {
        for (int i = 0; i < count; i++) {
            Command command = commands.next().sequence(market.sequence() + 1);
            oracle.apply(command);
            applyToBoth(market, copy, command);
        }
        assertThat(state(copy)).isEqualTo(state(market));
    }

    private void applyToBoth(Market market, Market copy, Command command) {
        market.apply(command, events);
        copy.apply(command, restoredEvents);
        assertThat(restoredEvents.size()).isEqualTo(events.size());
        for (int i = 0; i < events.size(); i++) {
            assertThat(EventComparison.same(restoredEvents.event(i), events.event(i)))
                    .as(EventText.of(events.event(i)) + " / " + EventText.of(restoredEvents.event(i)))
                    .isTrue();
        }
        assertThat(copy.digest()).isEqualTo(market.digest());
        assertThat(copy.sequence()).isEqualTo(market.sequence());
    }

    private void cancelAllOfEverybody(Market market, Market copy, OracleMarket oracle) {
        List<Command> commands = new ArrayList<>(List.of(Orders.instrumentState(InstrumentState.OPEN)));
        oracle.lastRequestIds.keySet().forEach(participantId -> commands.add(Orders.massCancel(participantId)));
        for (Command command : commands) {
            applyToBoth(market, copy, command.sequence(market.sequence() + 1));
        }
        assertThat(market.openOrderCount()).isZero();
        assertThat(copy.openOrderCount()).isZero();
    }

    @Test
    void shouldTakeOverAnEmptyMarket() {
        Market market = new Market(INSTRUMENT);
        Market copy = restore(market);
        assertThat(copy.digest()).isEqualTo(market.digest());
        applyToBoth(market, copy, Orders.buy(1, 5, 100).sequence(1));
    }

    @Test
    void shouldKeepStateTimeAndKillSwitchOverARestore() {
        MarketScenario scenario = new MarketScenario()
                .given(Orders.buy(3, 5, 100), Orders.sell(9, 2, 100).requestId(77))
                .given(Orders.advanceTime(123_456), Orders.disable(3))
                .given(Orders.instrumentState(InstrumentState.HALTED));
        List<String> state = state(restore(scenario.market()));
        assertThat(state)
                .contains("participant 3 0 DISABLED", "participant 9 77 ENABLED")
                .isEqualTo(state(scenario.market()));
        assertThat(state.get(0)).contains("timeNanos=123456", "instrumentState=HALTED", "lastTradeId=1");
    }

    @Test
    void shouldRefuseToRestoreIntoAMarketThatIsInUse() {
        Market market = new MarketScenario().given(Orders.buy(1, 5, 100)).market();
        assertThatThrownBy(market::restorer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sequence=1");
    }

    private static Market restore(Market market) {
        Market copy = new Market(market.instrument());
        market.visit(copy.restorer());
        assertThat(state(copy)).isEqualTo(state(market));
        return copy;
    }

    private static List<String> state(Market market) {
        List<String> lines = new ArrayList<>();
        market.visit(new StateVisitor() {
            @Override
            public void summary(MarketSummary summary) {
                lines.add(summary.toString().replaceAll("Limits@[0-9a-f]+", "Limits"));
            }

            @Override
            public void participant(int participantId, long lastRequestId, ParticipantState state) {
                lines.add("participant " + participantId + " " + lastRequestId + " " + state);
            }

            @Override
            public void order(RestingOrder order) {
                lines.add("order " + order.orderId);
            }
        });
        lines.addAll(StateText.of(market));
        return lines;
    }
}
