package io.everbook.app.demo;

import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EpochClock;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Measures the time from the moment a command was meant to be sent to the moment its last event arrives, so that a late
 * sender counts against the engine (no coordinated omission), and keeps the last trades for the view.
 */
final class LatencyMeter implements EngineListener {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int TRADES_KEPT = 5;

    private final EpochClock clock;
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, 3);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong trades = new AtomicLong();
    private final long[] tradePrices = new long[TRADES_KEPT];
    private final long[] tradeLots = new long[TRADES_KEPT];

    LatencyMeter(EpochClock clock) {
        this.clock = clock;
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.sequence() == 0) {
            return;
        }
        if (event.type() == EventType.TRADED) {
            keep(event);
        }
        if (event.lastOfCommand()) {
            recorder.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, clock.nanos() - event.timestampNanos())));
            answered.incrementAndGet();
        }
    }

    private synchronized void keep(ExecutionEvent event) {
        int place = (int) (trades.getAndIncrement() % TRADES_KEPT);
        tradePrices[place] = event.priceTicks();
        tradeLots[place] = event.quantityLots();
    }

    /** {@return how many journaled commands have been answered} */
    long answered() {
        return answered.get();
    }

    /** {@return how many trades there were} */
    long trades() {
        return trades.get();
    }

    /** {@return price and quantity of up to five last trades, newest first} */
    synchronized long[][] lastTrades() {
        int count = (int) Math.min(TRADES_KEPT, trades.get());
        long[][] result = new long[count][];
        for (int i = 0; i < count; i++) {
            int place = (int) ((trades.get() - 1 - i) % TRADES_KEPT);
            result[i] = new long[] {tradePrices[place], tradeLots[place]};
        }
        return result;
    }

    /** {@return the latencies since the last call, nanoseconds} */
    Histogram interval() {
        return recorder.getIntervalHistogram();
    }
}
