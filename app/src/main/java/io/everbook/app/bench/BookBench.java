package io.everbook.app.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures the market in process: a workload on one thread, each run on a fresh market. Throughput and allocation come
 * from runs without any clock inside; latency from a run with a clock around each message, whose own cost is printed.
 */
public final class BookBench {

    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final Workload workload;

    private BookBench(PrintStream out, Workload workload) {
        this.out = out;
        this.workload = workload;
    }

    /**
     * Runs the benchmark.
     *
     * @param file the workload, plain or gzipped
     * @param warmUps how many runs come first and do not count
     * @param runs how many runs count, 1 or more
     * @param expectedSha256 what the canonical reports must hash to; null where nothing is expected
     * @param out where the result is printed
     * @return whether the reports are as expected
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it is no workload
     */
    public static boolean run(Path file, int warmUps, int runs, String expectedSha256, PrintStream out)
            throws IOException {
        Workload workload = Workload.read(file);
        String sha256 = CanonicalReports.sha256(workload);
        boolean equal = expectedSha256 == null || expectedSha256.equals(sha256);
        out.printf(Locale.ROOT, "%,d messages; reports sha256 %s%n", workload.count, sha256);
        if (!equal) {
            out.printf(Locale.ROOT, "THE REPORTS ARE NOT THE EXPECTED ONES: expected %s%n", expectedSha256);
        }
        new BookBench(out, workload).measure(warmUps, runs);
        return equal;
    }

    private void measure(int warmUps, int runs) {
        for (int i = 0; i < warmUps; i++) {
            throughput(new WorkloadRun(workload));
        }
        double[] rates = new double[runs];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        WorkloadRun last = null;
        for (int i = 0; i < runs; i++) {
            last = new WorkloadRun(workload);
            long before = threads.getCurrentThreadAllocatedBytes();
            rates[i] = throughput(last);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            out.printf(Locale.ROOT, "  run %2d  %,14.0f messages/s%n", i + 1, rates[i]);
        }
        Arrays.sort(rates);
        double median = (rates[(runs - 1) / 2] + rates[runs / 2]) / 2;
        out.printf(
                Locale.ROOT,
                "median %,.0f messages/s (%.1f ns a message), min %,.0f, max %,.0f; %,d commands, digest %016x%n",
                median,
                NANOS_PER_SECOND / median,
                rates[0],
                rates[runs - 1],
                last.commands(),
                last.digest());
        out.printf(
                Locale.ROOT,
                "allocated %.2f bytes a message in the last run: a fresh market growing to the size it needs%n",
                (double) allocated / workload.count);
        latency();
    }

    private double throughput(WorkloadRun run) {
        int count = workload.count;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            run.apply(i);
        }
        return count * NANOS_PER_SECOND / (System.nanoTime() - start);
    }

    private void latency() {
        Histogram histogram = new Histogram(HIGHEST_NANOS, 3);
        Histogram clock = new Histogram(HIGHEST_NANOS, 3);
        WorkloadRun run = new WorkloadRun(workload);
        for (int i = 0; i < workload.count; i++) {
            long start = System.nanoTime();
            run.apply(i);
            long end = System.nanoTime();
            histogram.recordValue(end - start);
            clock.recordValue(System.nanoTime() - end);
        }
        out.printf(
                Locale.ROOT,
                "per message, ns: p50 %d  p99 %d  p99.9 %d  p99.99 %d  max %,d (the clock alone: p50 %d)%n",
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getValueAtPercentile(99.99),
                histogram.getMaxValue(),
                clock.getValueAtPercentile(50));
        Histogram idle = idle(histogram.getValueAtPercentile(50));
        out.printf(
                Locale.ROOT,
                "as many steps of as long in which nothing is done, ns: p99.9 %d  p99.99 %d  max %,d%n",
                idle.getValueAtPercentile(99.9),
                idle.getValueAtPercentile(99.99),
                idle.getMaxValue());
    }

    /** What the machine itself adds: interrupts, other tenants, and a clock that is read again and again. */
    private Histogram idle(long stepNanos) {
        Histogram histogram = new Histogram(HIGHEST_NANOS, 3);
        for (int i = 0; i < workload.count; i++) {
            long start = System.nanoTime();
            long end = System.nanoTime();
            while (end - start < stepNanos) {
                end = System.nanoTime();
            }
            histogram.recordValue(end - start);
        }
        return histogram;
    }
}
