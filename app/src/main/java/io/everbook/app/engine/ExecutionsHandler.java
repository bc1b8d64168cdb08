package io.everbook.app.engine;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsWriter;

/**
 * The listener of a lane that writes each market's events to its executions log, a batch at a time. Unsequenced events
 * (busy, stopped, answers to queries) have no place in the journal and are not logged. A log that fails ends alone.
 *
 * <p>Where the thread that matches says when its steps end, a batch is what several of them leave while more commands
 * wait: with many markets the writes cost more than what is written.
 */
final class ExecutionsHandler implements EngineListener {

    /** So much is written at once, whatever waits. */
    private static final int MUCH_BYTES = 16 << 10;
    /** For so many steps at most events wait to be written, so that a snapshot can wait for them. */
    private static final int MOST_STEPS = 4;

    private final ExecutionsWriter[] writers;
    /** Markets with events in this batch, and whether they are among them. */
    private final int[] touched;

    private final boolean[] isTouched;
    private int touchedCount;

    private boolean stepped;
    private int stepsLeft = MOST_STEPS;

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
        if (endOfBatch && !stepped) {
            commit();
        }
    }

    /** From now on the end of a batch says nothing: {@link #stepEnded} is called instead. Before the first event. */
    void followSteps() {
        stepped = true;
    }

    /**
     * The events of a step are here. For the thread of the events.
     *
     * @param more whether another step comes for certain, without waiting for anybody
     */
    void stepEnded(boolean more) {
        stepsLeft--;
        if (!more || stepsLeft == 0) {
            stepsLeft = MOST_STEPS;
            commit();
            return;
        }
        int kept = 0;
        for (int i = 0; i < touchedCount; i++) {
            int index = touched[i];
            if (writers[index].batchBytes() >= MUCH_BYTES) {
                isTouched[index] = false;
                writers[index].commit();
            } else {
                touched[kept++] = index;
            }
        }
        touchedCount = kept;
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
