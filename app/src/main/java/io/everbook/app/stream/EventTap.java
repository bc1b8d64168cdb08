package io.everbook.app.stream;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.everbook.app.engine.EngineListener;
import io.everbook.core.event.ExecutionEvent;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The listener that feeds the streams: copies the events of markets that somebody watches into a ring of its own. It
 * never waits and makes no garbage; where the ring is full, it notes that the market has lost events, which are read
 * from elsewhere then. Any number of lanes write; one thread takes.
 */
public final class EventTap implements EngineListener {

    private static final int MOST_MARKETS = 4096;
    private static final int WATCHED = 1;
    private static final int LOST = 2;

    private final RingBuffer<ExecutionEvent> ring;
    private final EventPoller<ExecutionEvent> poller;
    private final AtomicIntegerArray markets = new AtomicIntegerArray(MOST_MARKETS);
    private volatile boolean anyLost;

    /**
     * Creates a tap.
     *
     * @param size how many events wait at most, a power of two
     */
    public EventTap(int size) {
        // The strategy is not used: a poller waits by itself, and so nothing has to be woken.
        ring = RingBuffer.createMultiProducer(ExecutionEvent::new, size, new YieldingWaitStrategy());
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        int market = event.marketIndex();
        if (event.sequence() == 0 || markets.get(market) != WATCHED) {
            return;
        }
        long slot;
        try {
            slot = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            markets.set(market, WATCHED | LOST);
            anyLost = true;
            return;
        }
        ExecutionEvent copy = ring.get(slot);
        copy.copyFrom(event);
        copy.attachment(null);
        ring.publish(slot);
    }

    /** From now on the events of a market are copied. */
    void watch(int market) {
        markets.set(market, WATCHED);
    }

    /** From now on the events of a market are not copied. */
    void ignore(int market) {
        markets.set(market, 0);
    }

    /** {@return whether any market has lost events since this was asked last} */
    boolean takeLost() {
        boolean lost = anyLost;
        if (lost) {
            anyLost = false;
        }
        return lost;
    }

    /** {@return whether a market has lost events: none of it is copied then until it is watched again} */
    boolean hasLost(int market) {
        return (markets.get(market) & LOST) != 0;
    }

    /** Takes what is there; {@return whether there was something} */
    boolean poll(EventPoller.Handler<ExecutionEvent> handler) {
        try {
            return poller.poll(handler) == EventPoller.PollState.PROCESSING;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("the handler throws no checked exception", impossible);
        }
    }
}
