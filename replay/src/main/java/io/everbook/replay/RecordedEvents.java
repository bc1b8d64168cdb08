package io.everbook.replay;

import io.everbook.core.event.EventBatch;

/** The events that the living engine published, as far as they were recorded: what a divergence is bisected with. */
public interface RecordedEvents {

    /** Nothing was recorded. */
    RecordedEvents NONE = (sequence, replayed) -> true;

    /**
     * Compares what was recorded of a command with what its replay gave.
     *
     * @param sequence the command; ascending from call to call
     * @param replayed its events; not kept
     * @return whether they are equal, or nothing was recorded of this command
     */
    boolean equal(long sequence, EventBatch replayed);
}
