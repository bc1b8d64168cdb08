package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;

/** Receives the events of a lane in order, on one of the lane's event threads. It must not block for long. */
@FunctionalInterface
public interface EngineListener {

    /**
     * Receives one event.
     *
     * @param event the event; owned by the ring and used again, so what is to be kept is copied
     * @param endOfBatch whether no further event is at hand right now: the moment to flush
     */
    void onEvent(ExecutionEvent event, boolean endOfBatch);
}
