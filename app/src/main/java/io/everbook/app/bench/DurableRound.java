package io.everbook.app.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was measured in one round of durable mode, or in all of them together. Latencies are in nanoseconds. */
final class DurableRound {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The bare write and force, without an engine. */
    final Histogram bare = new Histogram(HIGHEST_NANOS, 3);
    /** One command at a time, until its last event. */
    final Histogram one = new Histogram(HIGHEST_NANOS, 3);
    /** The journal's forces under one command at a time. */
    final Histogram oneForces = new Histogram(HIGHEST_NANOS, 3);
    /** The journal's forces under many commands at a time. */
    final Histogram manyForces = new Histogram(HIGHEST_NANOS, 3);

    long oneNanos;
    long oneBytes;
    long many;
    long manyNanos;
    long manyBytes;

    void add(DurableRound other) {
        bare.add(other.bare);
        one.add(other.one);
        oneForces.add(other.oneForces);
        manyForces.add(other.manyForces);
        oneNanos += other.oneNanos;
        oneBytes += other.oneBytes;
        many += other.many;
        manyNanos += other.manyNanos;
        manyBytes += other.manyBytes;
    }

    /** {@return the median acknowledgement in medians of the bare force} */
    double latencyRatio() {
        return ratio(one.getValueAtPercentile(50), bare.getValueAtPercentile(50));
    }

    /** {@return the median of the rounds' ratios: what disturbs a whole round moves it less than the median of all} */
    static double medianLatencyRatio(List<DurableRound> rounds) {
        double[] ratios =
                rounds.stream().mapToDouble(DurableRound::latencyRatio).sorted().toArray();
        int middle = ratios.length / 2;
        return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }

    /** {@return commands a second, one at a time} */
    double oneRate() {
        return ratio(one.getTotalCount() * NANOS_PER_SECOND, oneNanos);
    }

    /** {@return commands a second, many at a time} */
    double manyRate() {
        return ratio(many * NANOS_PER_SECOND, manyNanos);
    }

    /** {@return how much faster many at a time are than one at a time} */
    double rateRatio() {
        return ratio(manyRate(), oneRate());
    }

    /** {@return how many forces a command took, one at a time} */
    double oneForcesPerCommand() {
        return ratio(oneForces.getTotalCount(), one.getTotalCount());
    }

    /** {@return how many commands shared a force, many at a time} */
    double manyPerForce() {
        return ratio(many, manyForces.getTotalCount());
    }

    /** {@return journal bytes a command, one at a time: each stands in a frame of its own} */
    double oneBytesPerCommand() {
        return ratio(oneBytes, one.getTotalCount());
    }

    /** {@return journal bytes a command, many at a time} */
    double manyBytesPerCommand() {
        return ratio(manyBytes, many);
    }

    private static double ratio(double value, double unit) {
        return unit == 0 ? 0 : value / unit;
    }
}
