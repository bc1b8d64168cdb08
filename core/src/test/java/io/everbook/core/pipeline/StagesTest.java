package io.everbook.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

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
        JoinedStages joined = new JoinedStages(8, List.of(recorder("journal", calls), recorder("match", calls)));
        for (int i = 10; i < 13; i++) {
            joined.onEvent(new Command().clear().requestId(i), i, i == 12);
        }
        joined.onEvent(new Command().clear().requestId(13), 13, true);
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

    private static EventHandler<Command> recorder(String name, List<String> calls) {
        return (command, sequence, endOfBatch) ->
                calls.add(name + " " + command.requestId() + " " + sequence + " " + endOfBatch);
    }
}
