package io.everbook.journal;

import io.everbook.core.event.ExecutionEvent;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.Bytes;

/** Compares events in everything that an executions log keeps of them. For one thread; allocates only once. */
public final class EventComparison {

    private final Bytes<ByteBuffer> left = Bytes.elasticByteBuffer(EventDescriptor.MAX_SIZE);
    private final Bytes<ByteBuffer> right = Bytes.elasticByteBuffer(EventDescriptor.MAX_SIZE);
    private final EventRecord record = new EventRecord();

    /** Creates a comparison. */
    public EventComparison() {
        left.singleThreadedCheckDisabled(true);
        right.singleThreadedCheckDisabled(true);
    }

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
        left.clear();
        right.clear();
        record.wrap(one).writeMarshallable(left);
        record.wrap(other).writeMarshallable(right);
        return left.contentEquals(right);
    }
}
