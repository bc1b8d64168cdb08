package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;
import java.util.Arrays;

/** Compares events in everything that an executions log keeps of them. For one thread; allocates only once. */
public final class EventComparison {

    private final byte[] left = new byte[EventDescriptor.MAX_SIZE];
    private final byte[] right = new byte[EventDescriptor.MAX_SIZE];

    /** Creates a comparison. */
    public EventComparison() {}

    /**
     * Compares two events.
     *
     * @param one an event; not kept
     * @param other another; not kept
     * @return whether every field is equal but the market index and the attachment, which no log keeps
     */
    public boolean equal(ExecutionEvent one, ExecutionEvent other) {
        if (one.sequence() != other.sequence() || one.indexInCommand() != other.indexInCommand()) {
            return false;
        }
        int leftEnd = EventRecord.write(left, 0, one);
        int rightEnd = EventRecord.write(right, 0, other);
        return Arrays.equals(left, 0, leftEnd, right, 0, rightEnd);
    }
}
