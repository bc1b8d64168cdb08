package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;

/**
 * The listener that gives events to whoever attached itself to their command. An engine has one, behind those listeners
 * that somebody who was answered may count on.
 */
public final class Replies implements EngineListener {

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.attachment() instanceof EventReceiver receiver) {
            // Let go of, or the ring would keep what was answered until the slot is used again.
            event.attachment(null);
            receiver.onEvent(event);
        }
    }
}
