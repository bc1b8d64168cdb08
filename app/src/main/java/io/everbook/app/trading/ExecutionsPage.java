package io.everbook.app.trading;

import io.everbook.core.event.ExecutionEvent;
import java.util.List;

/**
 * A part of what happened in a market.
 *
 * @param events the events that were asked for, in order, with their market index
 * @param next the place after which to go on
 * @param more whether there was more when the page ended; false where the end was reached
 * @param missingFrom the first command whose events are gone; 0 where none is missing
 * @param missingThrough the last such command
 */
public record ExecutionsPage(
        List<ExecutionEvent> events, Place next, boolean more, long missingFrom, long missingThrough) {

    /**
     * A place in a log: behind an event.
     *
     * @param sequence the event's command; 0 for the beginning
     * @param index the event's place in its command; {@link #WHOLE} for behind all its events
     */
    public record Place(long sequence, int index) {

        /** Behind all events of a command. */
        public static final int WHOLE = Integer.MAX_VALUE;

        /** {@return whether this place is in front of another} */
        public boolean precedes(Place other) {
            return other.sequence > sequence || other.sequence == sequence && other.index > index;
        }

        /** {@return whether an event is behind this place} */
        public boolean isBefore(ExecutionEvent event) {
            return event.sequence() > sequence || event.sequence() == sequence && event.indexInCommand() > index;
        }

        /** {@return the first command that has events behind this place} */
        long nextSequence() {
            return index == WHOLE ? sequence + 1 : Math.max(1, sequence);
        }

        /** {@return its text: the sequence, and behind a point the index} */
        @Override
        public String toString() {
            return index == WHOLE ? Long.toString(sequence) : sequence + "." + index;
        }
    }
}
