package io.everbook.replay;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.SequenceRange;
import java.util.List;

/**
 * What came of comparing an executions log with the replay of its journal.
 *
 * @param firstSequence the first command whose events were compared; 0 where none could be
 * @param lastSequence the last command whose events were compared and are equal; 0 where there is none
 * @param events how many events were compared and are equal
 * @param journalSequence the last command of the journal; behind {@code lastSequence} the log is incomplete, as after a
 *     crash, and the next start completes it
 * @param unproved how many commands at the beginning of the log have no journal left to compare them with
 * @param holes commands in the middle whose events the log does not have
 * @param difference the first events that differ, where the comparison ended; null where none do
 */
public record ExecutionsComparison(
        long firstSequence,
        long lastSequence,
        long events,
        long journalSequence,
        long unproved,
        List<SequenceRange> holes,
        Difference difference) {

    /** Copies the holes. */
    public ExecutionsComparison {
        holes = List.copyOf(holes);
    }

    /** {@return whether everything that could be compared is equal and no hole was found} */
    public boolean equal() {
        return difference == null && holes.isEmpty();
    }

    /**
     * Two events that ought to be the same.
     *
     * @param sequence the command
     * @param index which event of it, from 0
     * @param replayed what the replay gave; null where it gave no such event
     * @param logged what the log has; null where it has no such event
     * @param file the segment of the log
     * @param offset where its frame starts in that segment, in bytes
     */
    public record Difference(
            long sequence, int index, ExecutionEvent replayed, ExecutionEvent logged, String file, long offset) {}
}
