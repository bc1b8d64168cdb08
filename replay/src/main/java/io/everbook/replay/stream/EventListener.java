package io.everbook.replay.stream;

import io.everbook.core.event.ExecutionEvent;

/** Sees each event of a stream. */
@FunctionalInterface
public interface EventListener {

    /**
     * An event happened.
     *
     * @param event the event; used again for the next
     */
    void onEvent(ExecutionEvent event);
}
