package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;

/**
 * Somebody who waits for what becomes of a command: attached to it, it receives the command's events and no others,
 * once {@link Replies} is among the engine's listeners. An engine that fails leaves it waiting.
 */
@FunctionalInterface
public interface EventReceiver {

    /**
     * Receives the next event of the command, on an event thread of the lane: it must not block, and throws nothing.
     *
     * @param event the event, the last one marked so; owned by the ring, so what is to be kept is copied
     */
    void onEvent(ExecutionEvent event);
}
