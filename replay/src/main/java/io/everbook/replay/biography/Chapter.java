package io.everbook.replay.biography;

import io.everbook.core.event.ExecutionEvent;

/**
 * One thing that happened in an order's life.
 *
 * @param kind which kind of thing
 * @param sequence the command at which it happened
 * @param timestampNanos when that command was stamped, nanoseconds since the epoch; 0 where it is not known
 * @param event what happened; of a new place in the queue the event of another order that made it, or null where the
 *     order itself was put there
 * @param position where it stands in its queue from then on; null where that did not change
 */
public record Chapter(Kind kind, long sequence, long timestampNanos, ExecutionEvent event, QueuePosition position) {

    /** Kinds of chapters. */
    public enum Kind {
        /** It was open already where the replay begins. */
        FOUND,

        /** An event speaks of it. */
        HAPPENED,

        /** It has another place in its queue. */
        QUEUE
    }
}
