package io.everbook.core.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.InvariantViolation;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A copied market goes on as the other does, and neither knows of the other any more. */
class MarketCopyPropertyTest {

    private static final Instrument INSTRUMENT =
            new Instrument("COPY", DecimalUnit.of("0.01"), DecimalUnit.of("0.00000001"), 400);

    private final long seed = Long.getLong("everbook.copy.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final EventBatch events = new EventBatch();

    @Test
    void shouldGoOnAsTheOtherDoesFromACopyIntoAUsedMarket() {
        System.out.println("market copy: -Deverbook.copy.seed=" + seed);
        for (int stream = 0; stream < 30; stream++) {
            OracleMarket oracle = new OracleMarket(INSTRUMENT);
            RandomCommands commands = new RandomCommands(random.nextLong(), oracle);
            Market market = new Market(INSTRUMENT);
            Market copy = new Market(INSTRUMENT);
            List<Command> since = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                copy.copyFrom(market);
                List<Object> copied = state(copy);
                assertThat(copied).isEqualTo(state(market));
                since.clear();
                run(market, oracle, commands, 20 + random.nextInt(400), since);
                assertThat(state(copy)).as("seed=" + seed).isEqualTo(copied);
                since.forEach(command -> copy.apply(command, events));
                assertThat(copy.digest()).as("seed=" + seed).isEqualTo(market.digest());
                assertThat(state(copy)).as("seed=" + seed).isEqualTo(state(market));
            }
        }
    }

    @Test
    void shouldForgetWhatTheCopyWasBefore() {
        OracleMarket oracle = new OracleMarket(INSTRUMENT);
        Market market = new Market(INSTRUMENT);
        run(market, oracle, new RandomCommands(seed, oracle), 2_000, new ArrayList<>());

        market.copyFrom(new Market(INSTRUMENT));

        assertThat(state(market)).isEqualTo(state(new Market(INSTRUMENT)));
        assertThat(market.openOrderCount()).isZero();
        List<Command> again = new ArrayList<>();
        OracleMarket other = new OracleMarket(INSTRUMENT);
        run(market, other, new RandomCommands(seed, other), 2_000, again);
        Market fresh = new Market(INSTRUMENT);
        again.forEach(command -> fresh.apply(command, events));
        assertThat(state(market)).isEqualTo(state(fresh));
    }

    @Test
    void shouldRefuseTheMarketOfAnotherInstrument() {
        Market other = new Market(Instrument.of("OTHER", "0.01", "1"));
        assertThatThrownBy(() -> new Market(INSTRUMENT).copyFrom(other)).isInstanceOf(InvariantViolation.class);
    }

    private void run(Market market, OracleMarket oracle, RandomCommands commands, int count, List<Command> applied) {
        for (int i = 0; i < count; i++) {
            Command command = commands.next().sequence(market.sequence() + 1);
            oracle.apply(command);
            market.apply(command, events);
            applied.add(new Command().copyFrom(command));
        }
    }

    private static List<Object> state(Market market) {
        List<Object> state = new ArrayList<>();
        market.visit(new StateVisitor() {
            @Override
            public void summary(MarketSummary summary) {
                state.add(List.of(summary.sequence(), summary.digest(), summary.timeNanos()));
                state.add(List.of(summary.lastTradeId(), summary.lastTradePriceTicks(), summary.instrumentState()));
                state.add(summary.limits().maxOpenOrders());
            }

            @Override
            public void participant(int participantId, long lastRequestId, ParticipantState participantState) {
                state.add(List.of(participantId, lastRequestId, participantState));
            }

            @Override
            public void order(RestingOrder order) {
                state.add(List.of(order.orderId, order.requestId, order.participantId, order.leavesQuantityLots));
                state.add(List.of(order.shownQuantityLots, order.priceTicks, order.waiting, order.expireNanos));
                state.add(order.memo.length());
            }
        });
        return state;
    }
}
