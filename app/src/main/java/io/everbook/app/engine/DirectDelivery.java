package io.everbook.app.engine;

import com.lmax.disruptor.EventHandler;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.pipeline.BookQuery;
import io.everbook.core.pipeline.EventPublisher;
import io.everbook.core.pipeline.MarketQuery;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Hands events to the listeners on the thread that matches, without a ring between. All stages share that thread, so
 * that the first one, which sees the whole batch before the second one does, finds the command whose events end it, and
 * the last one is done with a command before anybody hears of it.
 */
final class DirectDelivery implements EventPublisher {

    private final EngineListener[] listeners;
    private final Consumer<Command> last;
    private final LongConsumer stepEnd;
    /** The ring sequence of the batch's last command that has events for listeners. */
    private long lastSequence;

    private long sequence;
    private Command command;

    /**
     * Delivers to listeners.
     *
     * @param last the last stage
     * @param stepEnd told the ring sequence of the last command of each step, behind all events of the step
     */
    DirectDelivery(List<EngineListener> listeners, Consumer<Command> last, LongConsumer stepEnd) {
        this.listeners = listeners.toArray(new EngineListener[0]);
        this.last = last;
        this.stepEnd = stepEnd;
    }

    /** {@return the first stage, which also looks where the events of the batch will end} */
    EventHandler<Command> ahead(EventHandler<Command> first) {
        return (command, ringSequence, endOfBatch) -> {
            first.onEvent(command, ringSequence, endOfBatch);
            if (command.type() != CommandType.QUERY_BOOK || tellsListeners(command)) {
                lastSequence = ringSequence;
            }
        };
    }

    /** {@return the stage that matches and so publishes, and the last one} */
    EventHandler<Command> matching(EventHandler<Command> stage) {
        return (matched, ringSequence, endOfBatch) -> {
            sequence = ringSequence;
            command = matched;
            stage.onEvent(matched, ringSequence, endOfBatch);
            if (endOfBatch) {
                stepEnd.accept(ringSequence);
            }
        };
    }

    @Override
    public void publish(EventBatch events) {
        last.accept(command);
        int end = events.size() - 1;
        boolean ends = sequence == lastSequence;
        for (int i = 0; i <= end; i++) {
            ExecutionEvent event = events.event(i);
            boolean endOfBatch = ends && i == end;
            for (EngineListener listener : listeners) {
                listener.onEvent(event, endOfBatch);
            }
        }
    }

    /** A query that brings its own answer along leaves listeners alone. */
    private static boolean tellsListeners(Command query) {
        return !(query.attachment() instanceof BookQuery || query.attachment() instanceof MarketQuery);
    }
}
