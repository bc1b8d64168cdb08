package io.everbook.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Trades for long at half of what the engine takes, with snapshots and compaction, and looks at whether anything
 * drifts: latency, memory, the size of the journal. At the end every digest must come back from the disk.
 */
final class PipelineSoak {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double LOAD_SHARE = 0.5;
    private static final int WINDOWS = 30;

    private final PipelineTrial trial;
    private final PipelineTable table;

    PipelineSoak(PipelineTrial trial, PipelineTable table) {
        this.trial = trial;
        this.table = table;
    }

    /**
     * Measures.
     *
     * @param rate commands a second; 0 for half of what the engine takes
     * @param warmUpNanos how long to warm up, and to find the capacity
     * @param nanos how long the soak lasts
     * @return whether everything acknowledged was there again after a crash
     */
    boolean run(double rate, long warmUpNanos, long nanos) throws IOException {
        double perSecond = rate > 0 ? rate : LOAD_SHARE * capacity(warmUpNanos);
        trial.load.run(perSecond, warmUpNanos);
        trial.meter.interval();
        table.print("%,.0f commands/s for %.0f s", perSecond, nanos / NANOS_PER_SECOND);
        table.print(
                "%-8s %12s %9s %9s %9s %10s %8s %9s %10s %9s",
                "seconds",
                "commands",
                "p50 us",
                "p99",
                "p99.9",
                "max",
                "heap MB",
                "resident",
                "journal MB",
                "snapshots");
        List<Double> tails = new ArrayList<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            long before = trial.load.sent();
            trial.load.run(perSecond, nanos / WINDOWS);
            Histogram latency = trial.meter.interval().latency();
            tails.add((double) latency.getValueAtPercentile(99));
            row((System.nanoTime() - start) / NANOS_PER_SECOND, trial.load.sent() - before, latency);
        }
        drift(tails);
        boolean equal = trial.recoversWhatWasAcknowledged();
        table.print(
                "after a crash: %s",
                equal
                        ? "every acknowledged command is there, and every digest is the same"
                        : "WHAT WAS ACKNOWLEDGED IS NOT THERE, OR A DIGEST IS ANOTHER");
        return equal;
    }

    private double capacity(long warmUpNanos) {
        trial.load.run(0, warmUpNanos);
        long before = trial.load.sent();
        long took = trial.load.run(0, warmUpNanos);
        return (trial.load.sent() - before) * NANOS_PER_SECOND / took;
    }

    private void row(double seconds, long commands, Histogram latency) throws IOException {
        MemoryUse memory = MemoryUse.now();
        table.print(
                "%-8.0f %,12d %,9.1f %,9.1f %,9.1f %,10.0f %,8.0f %,9.0f %,10.1f %,9d",
                seconds,
                commands,
                latency.getValueAtPercentile(50) / NANOS_PER_MICRO,
                latency.getValueAtPercentile(99) / NANOS_PER_MICRO,
                latency.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
                latency.getMaxValue() / NANOS_PER_MICRO,
                memory.heapBytes() / BYTES_PER_MEGABYTE,
                memory.residentBytes() / BYTES_PER_MEGABYTE,
                trial.journalBytes() / BYTES_PER_MEGABYTE,
                trial.meter.snapshots());
    }

    private void drift(List<Double> tails) {
        int third = Math.max(1, tails.size() / 3);
        double first = median(tails.subList(0, third));
        double last = median(tails.subList(tails.size() - third, tails.size()));
        table.print("drift of p99, last third to first third of the windows (medians): %.2f", last / first);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        return (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    }
}
