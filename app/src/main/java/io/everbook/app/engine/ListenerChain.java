package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;
import java.util.List;

/** Several listeners as one, on one thread: each event goes to the first, then to the next. */
public final class ListenerChain implements EngineListener {

    private final EngineListener[] listeners;

    /**
     * Joins listeners.
     *
     * @param listeners in the order in which they are to be told
     */
    public ListenerChain(List<EngineListener> listeners) {
        this.listeners = listeners.toArray(EngineListener[]::new);
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        for (EngineListener listener : listeners) {
            listener.onEvent(event, endOfBatch);
        }
    }
}
