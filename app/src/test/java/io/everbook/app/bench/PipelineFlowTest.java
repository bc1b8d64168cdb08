package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow of the benchmark names the orders that it means, and begins each pass with empty books. */
final class PipelineFlowTest {

    private static final int MESSAGES = 20_000;

    private final Command command = new Command();
    private final EventBatch events = new EventBatch();

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void shouldDoTheSameInEachPassAndLeaveNothingOpen(int instruments) {
        PipelineFlow flow = PipelineFlow.of(Workload.generate(MESSAGES, 5), instruments);
        List<Market> markets = new ArrayList<>();
        int[] indexes = new int[instruments];
        for (int i = 0; i < instruments; i++) {
            markets.add(new Market(Instrument.of(PipelineFlow.symbol(i), "1", "1")));
            indexes[i] = i;
        }
        flow.start(indexes);
        List<Map<EventType, Integer>> passes = List.of(pass(flow, markets), pass(flow, markets), pass(flow, markets));
        assertThat(passes.get(1)).isEqualTo(passes.get(0));
        assertThat(passes.get(2)).isEqualTo(passes.get(0));
        assertThat(passes.get(0)).containsKeys(EventType.TRADED, EventType.REPLACED, EventType.CANCELLED);
    }

    @Test
    void shouldBeAsManyCommandsAsMessagesAndThoseThatSplitAModifyOrCleanUp() {
        assertThat(PipelineFlow.of(Workload.generate(MESSAGES, 5), 1).steps())
                .isGreaterThanOrEqualTo(MESSAGES)
                .isLessThan(MESSAGES + MESSAGES / 2);
    }

    @Test
    void shouldNameOnlyOrdersThatCameWhereOthersWereRefused() {
        PipelineFlow flow = PipelineFlow.of(Workload.generate(MESSAGES, 5), 1);
        Market market = new Market(Instrument.of(PipelineFlow.symbol(0), "1", "1"));
        flow.start(new int[1]);
        SplittableRandom random = new SplittableRandom(11);
        int unknown = 0;
        int most = 0;
        for (int i = 0; i < 10 * MESSAGES; i++) {
            flow.fill(command);
            if (random.nextBoolean()) {
                flow.refused();
            } else {
                command.sequence(market.sequence() + 1);
                market.apply(command, events);
                flow.taken();
                unknown += command.orderId() > market.sequence() || command.orderId() < 0 ? 1 : 0;
                most = Math.max(most, market.openOrderCount());
            }
        }
        assertThat(unknown).isZero();
        assertThat(flow.taken(0)).isEqualTo(market.sequence());
        // Cancels that were refused come later, so that the book does not grow.
        assertThat(most).isLessThan(MESSAGES / 2);
    }

    private Map<EventType, Integer> pass(PipelineFlow flow, List<Market> markets) {
        Map<EventType, Integer> counts = new EnumMap<>(EventType.class);
        for (int i = 0; i < flow.steps(); i++) {
            flow.fill(command);
            Market market = markets.get(command.marketIndex());
            command.sequence(market.sequence() + 1);
            market.apply(command, events);
            flow.taken();
            for (int e = 0; e < events.size(); e++) {
                counts.merge(events.event(e).type(), 1, Integer::sum);
            }
        }
        assertThat(markets)
                .allSatisfy(market -> assertThat(market.openOrderCount()).isZero());
        return counts;
    }
}
