package io.everbook.app.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends twice as much as the engine takes, and looks at what matters then: that refusals come at once, that nothing
 * acknowledged is lost, that memory stays, and how soon latency is what it was.
 */
final class PipelineOverload {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double TIMES = 2;
    private static final double LOAD_SHARE = 0.5;
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WINDOWS = 50;
    private static final int CALM_WINDOWS = 5;

    private final PipelineTrial trial;
    private final PipelineTable table;

    PipelineOverload(PipelineTrial trial, PipelineTable table) {
        this.trial = trial;
        this.table = table;
    }

    /**
     * Measures.
     *
     * @param warmUpNanos how long to warm up, and to send at half the capacity before
     * @param nanos how long the overload lasts
     * @return whether everything acknowledged was there again after a crash
     */
    boolean run(long warmUpNanos, long nanos) throws IOException {
        trial.load.run(0, warmUpNanos);
        long before = trial.load.sent();
        long took = trial.load.run(0, warmUpNanos);
        double capacity = (trial.load.sent() - before) * NANOS_PER_SECOND / took;
        table.print("capacity        %,.0f commands/s", capacity);
        trial.load.run(capacity * LOAD_SHARE, warmUpNanos);
        trial.meter.interval();
        trial.load.run(capacity * LOAD_SHARE, warmUpNanos);
        Histogram normal = trial.meter.interval().latency();
        print("half, before", normal);
        overload(capacity, nanos);
        after(capacity, normal);
        boolean equal = trial.recoversWhatWasAcknowledged();
        table.print(
                "after a crash   %s",
                equal
                        ? "every acknowledged command is there, and every digest is the same"
                        : "WHAT WAS ACKNOWLEDGED IS NOT THERE, OR A DIGEST IS ANOTHER");
        return equal;
    }

    private void overload(double capacity, long nanos) {
        Histogram refusals = new Histogram(HIGHEST_NANOS, 3);
        MemoryUse start = MemoryUse.now();
        long before = trial.load.sent();
        long offered = trial.load.overload(TIMES * capacity, nanos, refusals);
        long taken = trial.load.sent() - before;
        MemoryUse end = MemoryUse.now();
        table.print(
                "overload        offered %,.0f/s for %.0f s: %,d taken, %,d refused",
                offered * NANOS_PER_SECOND / nanos, nanos / NANOS_PER_SECOND, taken, offered - taken);
        print("refusals took", refusals);
        table.print(
                "memory          heap %,.0f to %,.0f MB, resident %,.0f to %,.0f MB",
                start.heapBytes() / BYTES_PER_MEGABYTE,
                end.heapBytes() / BYTES_PER_MEGABYTE,
                start.residentBytes() / BYTES_PER_MEGABYTE,
                end.residentBytes() / BYTES_PER_MEGABYTE);
    }

    /** Goes on at half the capacity without a pause, and finds the first of several calm windows. */
    private void after(double capacity, Histogram normal) {
        long calm = 2 * normal.getValueAtPercentile(99);
        int calmWindows = 0;
        int window = 0;
        boolean first = true;
        while (window < WINDOWS && calmWindows < CALM_WINDOWS) {
            trial.load.run(capacity * LOAD_SHARE, WINDOW_NANOS);
            Histogram latency = trial.meter.interval().latency();
            if (first) {
                print("taken, overload", latency);
                first = false;
            }
            calmWindows = latency.getValueAtPercentile(99) <= calm ? calmWindows + 1 : 0;
            window++;
        }
        double seconds = (window - calmWindows) * WINDOW_NANOS / NANOS_PER_SECOND;
        if (calmWindows < CALM_WINDOWS) {
            table.print("half, after     p99 not at most twice that before within %.1f s", seconds);
        } else {
            table.print("half, after     p99 at most twice that before again within %.1f s", seconds + 0.1);
        }
    }

    private void print(String what, Histogram latency) {
        table.print(
                "%-15s p50 %,.1f us, p99 %,.1f us, p99.9 %,.1f us, max %,.1f us",
                what,
                latency.getValueAtPercentile(50) / NANOS_PER_MICRO,
                latency.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latency.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                latency.getMaxValue() / NANOS_PER_MICRO);
    }
}
