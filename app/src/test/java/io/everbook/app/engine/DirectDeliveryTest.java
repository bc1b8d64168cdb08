package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.pipeline.BookQuery;
import io.everbook.core.pipeline.JoinedStages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events handed on without a ring: in order, and the last of a batch is told as such, whatever follows it. */
final class DirectDeliveryTest {

    private static final EventHandler<Command> IGNORING = (command, sequence, endOfBatch) -> {};

    private final List<String> heard = new ArrayList<>();
    private final List<String> remembered = new ArrayList<>();
    private final List<String> stepEnds = new ArrayList<>();
    private final DirectDelivery delivery = new DirectDelivery(
            List.of((event, endOfBatch) ->
                    heard.add(event.requestId() + "." + event.indexInCommand() + (endOfBatch ? " end" : ""))),
            command -> remembered.add(command.requestId() + " after " + heard.size()),
            ringSequence -> stepEnds.add(ringSequence + " after " + heard.size()));
    private final EventBatch events = new EventBatch();
    private final Command[] slots = new Command[8];
    private final JoinedStages stages = new JoinedStages(
            place -> slots[(int) place], slots.length, delivery.ahead(IGNORING), delivery.matching(matching()));
    private long sequence;

    @Test
    void shouldTellTheLastEventOfABatch() throws Exception {
        send(order(1), false);
        send(order(2), true);
        assertThat(heard).containsExactly("1.0", "1.1", "2.0", "2.1 end");
    }

    @Test
    void shouldLetTheLastStageSeeACommandBeforeAnybodyHearsOfIt() throws Exception {
        send(order(1), false);
        send(query(), false);
        send(order(2), true);
        assertThat(remembered).containsExactly("1 after 0", "2 after 2");
    }

    @Test
    void shouldTellItWhereAQueryThatNobodyHearsOfFollows() throws Exception {
        send(order(1), false);
        send(query(), false);
        send(query(), true);
        send(query(), true);
        send(order(2), true);
        assertThat(heard).containsExactly("1.0", "1.1 end", "2.0", "2.1 end");
    }

    @Test
    void shouldTellTheEndOfAStepBehindItsEventsEvenIfItHasNone() throws Exception {
        send(order(1), false);
        send(query(), true);
        send(query(), true);
        assertThat(stepEnds).containsExactly("1 after 2", "2 after 2");
    }

    private void send(Command command, boolean endOfBatch) throws Exception {
        slots[(int) sequence] = command;
        stages.onEvent(command, sequence++, endOfBatch);
    }

    private EventHandler<Command> matching() {
        return (command, ringSequence, endOfBatch) -> {
            if (command.type() != CommandType.QUERY_BOOK) {
                events.clear();
                events.add(EventType.ACCEPTED).requestId(command.requestId());
                events.add(EventType.TRADED).requestId(command.requestId());
                delivery.publish(events);
            }
        };
    }

    private static Command order(long requestId) {
        return new Command().clear().type(CommandType.NEW_ORDER).requestId(requestId);
    }

    private static Command query() {
        BookQuery query = view -> {};
        return new Command().clear().type(CommandType.QUERY_BOOK).attachment(query);
    }
}
