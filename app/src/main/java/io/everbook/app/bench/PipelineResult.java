package io.everbook.app.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What one run gave.
 *
 * @param variant how the engine was run
 * @param commands how many commands were answered
 * @param nanos how long that took
 * @param told what the engine told
 * @param lateness how late the sender was, nanoseconds; empty where it sent as fast as possible
 * @param use what it took
 * @param disk the disk alone, right after; null where nothing was journaled
 * @param loadNanos the probe of the memory before and after, nanoseconds a load, the worse of both
 */
record PipelineResult(
        PipelineVariant variant,
        long commands,
        long nanos,
        PipelineMeter.Interval told,
        Histogram lateness,
        Use use,
        DiskFigures disk,
        long loadNanos) {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Over this a run is set aside: others use the memory. */
    private static final long QUIET_NANOS = 22;

    /**
     * What a run took, over all commands.
     *
     * @param before the footprint at its start
     * @param after the footprint at its end
     */
    record Use(Footprint before, Footprint after) {

        long cpuNanos() {
            return after.processNanos(before);
        }

        long cpuNanos(Footprint.Part part) {
            return after.cpuNanos(part, before);
        }

        long allocatedBytes(Footprint.Part part) {
            return after.allocatedBytes(part, before);
        }

        /** What the engine's own threads and the sender allocated; what the follower does beside them is left out. */
        long allocatedBytes() {
            return allocatedBytes(Footprint.Part.SENDER)
                    + allocatedBytes(Footprint.Part.STAGES)
                    + allocatedBytes(Footprint.Part.EVENTS)
                    + allocatedBytes(Footprint.Part.FORCES);
        }

        long collections() {
            return after.collections(before);
        }

        long collectionMillis() {
            return after.collectionMillis(before);
        }
    }

    double perSecond() {
        return commands * NANOS_PER_SECOND / nanos;
    }

    double perCommand(long total) {
        return (double) total / commands;
    }

    double journalBytesPerSecond() {
        return told.journalBytes() * NANOS_PER_SECOND / nanos;
    }

    /** The journal's bytes a second as a share of what the disk alone does in writes of the same size. */
    double diskRatio() {
        return disk == null ? 0 : journalBytesPerSecond() / disk.bytesPerSecond();
    }

    /** Whether the machine was quiet before and after. */
    boolean counts() {
        return loadNanos <= QUIET_NANOS;
    }

    /** {@return the middle of some figure of runs} */
    static double median(List<PipelineResult> runs, ToDoubleFunction<PipelineResult> figure) {
        double[] values = runs.stream().mapToDouble(figure).sorted().toArray();
        int count = values.length;
        return count == 0 ? 0 : (values[(count - 1) / 2] + values[count / 2]) / 2;
    }

    /** {@return a percentile of the time until the answer, nanoseconds} */
    long latency(double percentile) {
        return told.latency().getValueAtPercentile(percentile);
    }
}
