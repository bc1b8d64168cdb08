package io.everbook.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagesTest {

    private final Command[] slots = Stream.generate(Command::new).limit(8).toArray(Command[]::new);
    private final LongFunction<Command> ring = sequence -> slots[(int) sequence & 7];

    @Test
    void shouldNumberEachMarketsCommandsFromOne() {
        SequencingHandler handler = new SequencingHandler(3);
        handler.register(0);
        handler.register(2);
        assertThat(sequenceOf(handler, 0)).isEqualTo(1);
        assertThat(sequenceOf(handler, 2)).isEqualTo(1);
        assertThat(sequenceOf(handler, 0)).isEqualTo(2);
        assertThat(sequenceOf(handler, 2)).isEqualTo(2);
    }

    private static long sequenceOf(SequencingHandler handler, int marketIndex) {
        Command command = new Command().clear().type(CommandType.NEW_ORDER).marketIndex(marketIndex);
        handler.onEvent(command, 0, true);
        assertThat(command.journaled()).isTrue();
        return command.sequence();
    }

    @Test
    void shouldNotNumberQueriesRefusalsAndUnknownMarkets() {
        SequencingHandler handler = new SequencingHandler(2);
        handler.register(0);
        Command query = new Command().clear().type(CommandType.QUERY_BOOK).marketIndex(0);
        handler.onEvent(query, 0, false);
        assertThat(query.journaled()).isFalse();
        Command refused = new Command().clear().type(CommandType.NEW_ORDER).marketIndex(0);
        refused.laneRefusal(RejectReason.BUSY);
        handler.onEvent(refused, 1, false);
        assertThat(refused.journaled()).isFalse();
        assertThat(refused.laneRefusal()).isEqualTo(RejectReason.BUSY);
        for (int unknown : new int[] {-1, 1, 2}) {
            Command lost = new Command().clear().type(CommandType.NEW_ORDER).marketIndex(unknown);
            handler.onEvent(lost, 2, true);
            assertThat(lost.laneRefusal()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
            assertThat(lost.journaled()).isFalse();
        }
        assertThat(sequenceOf(handler, 0)).isEqualTo(1);
    }

    @Test
    void shouldRunAStageOverTheWholeBatchBeforeTheNextStage() throws Exception {
        List<String> calls = new ArrayList<>();
        JoinedStages joined = new JoinedStages(ring, 8, recorder("journal", calls), recorder("match", calls));
        joined.maxStep(9);
        run(joined, 10, 12);
        run(joined, 13, 13);
        assertThat(calls)
                .containsExactly(
                        "journal 10 10 false",
                        "journal 11 11 false",
                        "journal 12 12 true",
                        "match 10 10 false",
                        "match 11 11 false",
                        "match 12 12 true",
                        "journal 13 13 true",
                        "match 13 13 true");
    }

    @Test
    void shouldGiveTheRoomOfAFullStepBackOnlyWhenAllStagesHadIt() throws Exception {
        Sequence released = new Sequence();
        List<String> calls = new ArrayList<>();
        JoinedStages joined = new JoinedStages(
                ring,
                8,
                recorder("journal", calls),
                (command, sequence, endOfBatch) -> calls.add("match " + sequence + " released " + released.get()));
        joined.setSequenceCallback(released);
        joined.maxStep(2);
        run(joined, 10, 14);
        assertThat(calls)
                .containsExactly(
                        "journal 10 10 false",
                        "journal 11 11 true",
                        "match 10 released -1",
                        "match 11 released -1",
                        "journal 12 12 false",
                        "journal 13 13 true",
                        "match 12 released 11",
                        "match 13 released 11",
                        "journal 14 14 true",
                        "match 14 released 13");
        // The end of the batch is for the ring's own processor to release.
        assertThat(released.get()).isEqualTo(13);
    }

    private void run(JoinedStages stages, int first, int last) throws Exception {
        for (int i = first; i <= last; i++) {
            stages.onEvent(ring.apply(i).clear().requestId(i), i, i == last);
        }
    }

    private static EventHandler<Command> recorder(String name, List<String> calls) {
        return (command, sequence, endOfBatch) ->
                calls.add(name + " " + command.requestId() + " " + sequence + " " + endOfBatch);
    }
}
