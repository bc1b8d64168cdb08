package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.EventPoller;
import com.sun.management.ThreadMXBean;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way of an event from the engine's ring into a book makes no garbage, nor does one for which there is no room. */
class FeedAllocationTest {

    private static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private static final int DEPTH = 1_000;
    private static final int RING = 1_024;
    private static final long SLACK_BYTES = 256;
    private static final int ROUNDS = 5;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FoldedBook book = new FoldedBook(DEPTH);
    private final EventTap tap = new EventTap(RING);
    private int taken;

    @Test
    void shouldNotAllocatePerEvent() {
        List<ExecutionEvent> events = events(2_000);
        BookView empty = new Market(BTC).view(DEPTH);
        tap.watch(0);
        EventPoller.Handler<ExecutionEvent> handler = (event, sequence, endOfBatch) -> {
            taken++;
            assertThatItIsTheNext(book.apply(event));
            return true;
        };
        pass(events, empty, handler);
        // The compiler may leave a few bytes in one round; what an event allocates is in each.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            pass(events, empty, handler);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(taken).isEqualTo((ROUNDS + 1) * events.size());
        assertThat(allocated).as("bytes for " + events.size() + " events").isLessThanOrEqualTo(SLACK_BYTES);
    }

    @Test
    void shouldNotAllocateForEventsThatAreLost() {
        List<ExecutionEvent> events = events(1_000);
        for (int round = 0; round < 3; round++) {
            tap.watch(0);
            events.forEach(event -> tap.onEvent(event, true));
        }
        assertThat(tap.hasLost(0)).isTrue();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < events.size(); i++) {
                tap.watch(0);
                tap.onEvent(events.get(i), true);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocated).isLessThanOrEqualTo(SLACK_BYTES);
        assertThat(tap.takeLost()).isTrue();
    }

    private void pass(List<ExecutionEvent> events, BookView empty, EventPoller.Handler<ExecutionEvent> handler) {
        book.load(empty, DEPTH);
        for (int i = 0; i < events.size(); i++) {
            tap.onEvent(events.get(i), true);
            if (i % 100 == 0) {
                tap.poll(handler);
            }
        }
        tap.poll(handler);
    }

    private static void assertThatItIsTheNext(boolean next) {
        if (!next) {
            throw new AssertionError("an event was lost");
        }
    }

    private static List<ExecutionEvent> events(int commands) {
        Market market = new Market(BTC);
        EventBatch batch = new EventBatch();
        List<ExecutionEvent> events = new ArrayList<>();
        for (Command command : RandomStream.of(7, commands, BTC).commands()) {
            market.apply(command.sequence(market.sequence() + 1).marketIndex(0), batch);
            for (int i = 0; i < batch.size(); i++) {
                ExecutionEvent copy = new ExecutionEvent();
                copy.copyFrom(batch.event(i));
                events.add(copy);
            }
        }
        return events;
    }
}
