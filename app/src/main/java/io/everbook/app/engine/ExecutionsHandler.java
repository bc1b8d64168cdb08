package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsWriter;

/**
 * The listener of a lane that writes each market's events to its executions log, a batch at a time. Unsequenced events
 * (busy, stopped, answers to queries) have no place in the journal and are not logged. A log that fails ends alone.
 */
final class ExecutionsHandler implements EngineListener {

    private final ExecutionsWriter[] writers;
    /** Markets with events in this batch, and whether they are among them. */
    private final int[] touched;

    private final boolean[] isTouched;
    private int touchedCount;

    ExecutionsHandler(int maxMarkets) {
        writers = new ExecutionsWriter[maxMarkets];
        touched = new int[maxMarkets];
        isTouched = new boolean[maxMarkets];
    }

    /** Adds a market. The ring's publication makes it visible, so no event of it may have been published before. */
    void register(int marketIndex, ExecutionsWriter writer) {
        writers[marketIndex] = writer;
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.sequence() > 0) {
            int index = event.marketIndex();
            writers[index].append(event);
            if (!isTouched[index]) {
                isTouched[index] = true;
                touched[touchedCount++] = index;
            }
        }
        if (endOfBatch) {
            commit();
        }
    }

    private void commit() {
        for (int i = 0; i < touchedCount; i++) {
            int index = touched[i];
            isTouched[index] = false;
            writers[index].commit();
        }
        touchedCount = 0;
    }
}
