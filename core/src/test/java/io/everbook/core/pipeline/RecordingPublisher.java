package io.everbook.core.pipeline;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps copies of all events that were published. */
final class RecordingPublisher implements EventPublisher {

    final List<ExecutionEvent> events = new ArrayList<>();

    @Override
    public void publish(EventBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            ExecutionEvent copy = new ExecutionEvent();
            copy.copyFrom(batch.event(i));
            events.add(copy);
        }
    }

    ExecutionEvent last() {
        return events.get(events.size() - 1);
    }
}
