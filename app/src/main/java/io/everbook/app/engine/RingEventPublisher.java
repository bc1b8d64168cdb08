package io.everbook.app.engine;

import com.lmax.disruptor.RingBuffer;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.pipeline.EventPublisher;
import java.util.concurrent.locks.LockSupport;

/**
 * Copies the events of a command into the event ring. Where consumers lag it waits, so that they hold back the command
 * ring and through it the gateways; it gives up waiting only when the lane was told to stop.
 */
final class RingEventPublisher implements EventPublisher {

    private static final long PARK_NANOS = 10_000L;

    private final RingBuffer<ExecutionEvent> ring;
    private final PublishTimer timer;
    private final int chunk;
    private volatile boolean halted;

    RingEventPublisher(RingBuffer<ExecutionEvent> ring, PublishTimer timer) {
        this.ring = ring;
        this.timer = timer;
        chunk = ring.getBufferSize() / 2;
    }

    @Override
    public void publish(EventBatch events) {
        int size = events.size();
        for (int from = 0; from < size; from += chunk) {
            publish(events, from, Math.min(chunk, size - from));
        }
    }

    /** Lets a waiting publisher go; events may be lost from here on. */
    void halt() {
        halted = true;
    }

    private void publish(EventBatch events, int from, int count) {
        while (!ring.hasAvailableCapacity(count)) {
            if (halted) {
                return;
            }
            LockSupport.parkNanos(PARK_NANOS);
        }
        long last = ring.next(count);
        long first = last - count + 1;
        for (int i = 0; i < count; i++) {
            ring.get(first + i).copyFrom(events.event(from + i));
        }
        timer.publishing(last);
        ring.publish(first, last);
    }
}
