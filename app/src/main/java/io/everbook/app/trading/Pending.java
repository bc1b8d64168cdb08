package io.everbook.app.trading;

import io.everbook.app.engine.EventReceiver;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Gathers the events of one command. Written by an event thread of the engine, read once the future is complete. */
final class Pending implements EventReceiver {

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private List<ExecutionEvent> events = new ArrayList<>(2);
    private boolean truncated;

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void onEvent(ExecutionEvent event) {
        if (events.size() < Outcome.MOST_EVENTS) {
            ExecutionEvent copy = new ExecutionEvent();
            copy.copyFrom(event);
            events.add(copy);
        } else {
            truncated = true;
        }
        if (event.lastOfCommand()) {
            outcome.complete(new Outcome(events, truncated, false));
            events = null;
        }
    }
}
