package io.everbook.app.bench;

import io.everbook.app.engine.Stage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What the benchmark of the pipeline prints, at most 120 columns wide: rows hold latencies of nine seconds, and what is
 * longer than a line goes on in the next. Latencies in microseconds.
 */
final class PipelineTable {

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final int COLUMNS = 120;
    private static final double MANY = 999.95;
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99, 100};

    private final PrintStream out;

    PipelineTable(PrintStream out) {
        this.out = out;
    }

    void head() {
        print(
                "%-4s %-37s %10s %8s %8s %8s %9s %7s %6s %4s %5s",
                "run",
                "layout wait sync instruments rate",
                "commands/s",
                "p50 us",
                "p99",
                "p99.9",
                "max",
                "CPU ns",
                "bytes",
                "GCs",
                "probe");
    }

    void row(String run, PipelineResult result) {
        print(
                "%-4s %-37s %,10.0f %8s %,8.0f %,8.0f %,9.0f %,7.0f %6s %4d %5d",
                run,
                result.variant().label(),
                result.perSecond(),
                fraction(micros(result.latency(50)), "%.1f"),
                micros(result.latency(99)),
                micros(result.latency(99.9)),
                micros(result.latency(100)),
                result.perCommand(result.use().cpuNanos()),
                fraction(result.perCommand(result.use().allocatedBytes()), "%.2f"),
                result.use().collections(),
                result.loadNanos());
    }

    /** The middle of each figure over runs, and where the time of their commands went. */
    void median(List<PipelineResult> runs) {
        print(
                "%-4s %-37s %,10.0f %8s %,8.0f %,8.0f %,9.0f %,7.0f %6s",
                "mid",
                runs.get(0).variant().label(),
                PipelineResult.median(runs, PipelineResult::perSecond),
                fraction(PipelineResult.median(runs, run -> micros(run.latency(50))), "%.1f"),
                PipelineResult.median(runs, run -> micros(run.latency(99))),
                PipelineResult.median(runs, run -> micros(run.latency(99.9))),
                PipelineResult.median(runs, run -> micros(run.latency(100))),
                PipelineResult.median(runs, run -> run.perCommand(run.use().cpuNanos())),
                fraction(
                        PipelineResult.median(
                                runs, run -> run.perCommand(run.use().allocatedBytes())),
                        "%.2f"));
        print("  %-10s %12s %10s %10s %10s %10s %10s", "stage, us", "commands", "p50", "p99", "p99.9", "p99.99", "max");
        stage("late", merged(runs, null));
        for (Stage stage : Stage.values()) {
            stage(stage.name().toLowerCase(Locale.ROOT), merged(runs, stage));
        }
        cpu(runs);
        disk(runs);
    }

    private static Histogram merged(List<PipelineResult> runs, Stage stage) {
        Histogram all = new Histogram(3);
        for (PipelineResult run : runs) {
            all.add(stage == null ? run.lateness() : run.told().stages().get(stage));
        }
        return all;
    }

    private void stage(String name, Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "  %-10s %,12d", name, histogram.getTotalCount()));
        for (double percentile : PERCENTILES) {
            line.append(String.format(Locale.ROOT, " %,10.1f", micros(histogram.getValueAtPercentile(percentile))));
        }
        print("%s", line);
    }

    private void cpu(List<PipelineResult> runs) {
        sentence(
                "CPU ns a command: %s",
                parts("%,.0f", runs, (run, part) -> run.use().cpuNanos(part)));
        sentence(
                "bytes allocated a command: %s; collections took %,.0f ms",
                parts("%,.2f", runs, (run, part) -> run.use().allocatedBytes(part)),
                PipelineResult.median(runs, run -> run.use().collectionMillis()));
    }

    private static String parts(
            String format, List<PipelineResult> runs, ToLongBiFunction<PipelineResult, Footprint.Part> figure) {
        return Arrays.stream(Footprint.Part.values())
                .map(part -> part.name().toLowerCase(Locale.ROOT) + " "
                        + String.format(
                                Locale.ROOT,
                                format,
                                PipelineResult.median(runs, run -> run.perCommand(figure.applyAsLong(run, part)))))
                .collect(Collectors.joining(", "));
    }

    private void disk(List<PipelineResult> runs) {
        if (runs.get(0).disk() == null) {
            return;
        }
        sentence(
                "journal %.1f bytes a command, %.1f MB/s, %,.0f commands a force; executions log %.1f bytes",
                PipelineResult.median(runs, run -> run.perCommand(run.told().journalBytes())),
                PipelineResult.median(runs, run -> run.journalBytesPerSecond() / BYTES_PER_MEGABYTE),
                PipelineResult.median(
                        runs,
                        run -> run.commands() / (double) Math.max(1, run.told().forces())),
                PipelineResult.median(runs, run -> run.perCommand(run.told().executionsBytes())));
        sentence(
                "disk alone, blocks of %,.0f bytes: %.1f MB/s, write and fdatasync p50 %,.0f us, p99 %,.0f us;"
                        + " journal %.2f of it",
                PipelineResult.median(runs, run -> run.disk().blockBytes()),
                PipelineResult.median(runs, run -> run.disk().bytesPerSecond() / BYTES_PER_MEGABYTE),
                PipelineResult.median(runs, run -> micros(run.disk().forces().getValueAtPercentile(50))),
                PipelineResult.median(runs, run -> micros(run.disk().forces().getValueAtPercentile(99))),
                PipelineResult.median(runs, PipelineResult::diskRatio));
    }

    /** Prints figures of the table above, the rest of what is too long in lines that are set in further. */
    private void sentence(String format, Object... values) {
        String left = "  " + String.format(Locale.ROOT, format, values);
        while (left.length() > COLUMNS) {
            int end = left.lastIndexOf(' ', COLUMNS);
            print("%s", left.substring(0, end));
            left = "    " + left.substring(end + 1);
        }
        print("%s", left);
    }

    /** {@return a figure in a format, from a thousand on without its fraction, which would say nothing there} */
    private static String fraction(double figure, String format) {
        return String.format(Locale.ROOT, figure < MANY ? format : "%,.0f", figure);
    }

    /** Prints a line. */
    void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private static double micros(double nanos) {
        return nanos / NANOS_PER_MICRO;
    }
}
