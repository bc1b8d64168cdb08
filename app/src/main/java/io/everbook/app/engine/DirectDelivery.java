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

/**
 * Hands events to the listeners on the thread that matches, without a ring between. All stages share that thread, so
 * that the first one, which sees the whole batch before the second one does, finds the command whose events end it.
 */
final class DirectDelivery implements EventPublisher {

    private final EngineListener[] listeners;
    /** The ring sequence of the batch's last command that has events for listeners. */
    private long lastSequence;

    private long sequence;

    DirectDelivery(List<EngineListener> listeners) {
        this.listeners = listeners.toArray(new EngineListener[0]);
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

    /** {@return the stage that matches and so publishes} */
    EventHandler<Command> matching(EventHandler<Command> stage) {
        return (command, ringSequence, endOfBatch) -> {
            sequence = ringSequence;
            stage.onEvent(command, ringSequence, endOfBatch);
        };
    }

    @Override
    public void publish(EventBatch events) {
        int last = events.size() - 1;
        boolean ends = sequence == lastSequence;
        for (int i = 0; i <= last; i++) {
            ExecutionEvent event = events.event(i);
            boolean endOfBatch = ends && i == last;
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
