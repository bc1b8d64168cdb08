package io.everbook.app.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The buckets of one latency, as Prometheus knows them: counts that only grow. Used by one thread at a time. */
final class LatencyBuckets {

    private static final long[] UPPER_NANOS = {
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000,
        50_000_000,
        200_000_000,
        1_000_000_000,
        5_000_000_000L
    };
    private static final double NANOS_PER_SECOND = 1e9;

    /** One more than there are limits: the last one has no upper limit. */
    private final long[] counts = new long[UPPER_NANOS.length + 1];

    private double sumNanos;

    /** {@return the upper limit of each bucket, the last one infinite} */
    static double[] upperSeconds() {
        double[] seconds = new double[UPPER_NANOS.length + 1];
        for (int i = 0; i < UPPER_NANOS.length; i++) {
            seconds[i] = UPPER_NANOS[i] / NANOS_PER_SECOND;
        }
        seconds[UPPER_NANOS.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    /** Adds what was recorded since the last time. A value counts as the middle of what its histogram tells apart. */
    void add(Histogram interval) {
        for (HistogramIterationValue value : interval.recordedValues()) {
            long nanos = interval.medianEquivalentValue(value.getValueIteratedTo());
            long count = value.getCountAddedInThisIterationStep();
            int found = Arrays.binarySearch(UPPER_NANOS, nanos);
            counts[found < 0 ? ~found : found] += count;
            sumNanos += (double) nanos * count;
        }
    }

    /** {@return how many values each bucket has, those of the lower ones not counted} */
    Long[] counts() {
        return Arrays.stream(counts).boxed().toArray(Long[]::new);
    }

    double sumSeconds() {
        return sumNanos / NANOS_PER_SECOND;
    }
}
