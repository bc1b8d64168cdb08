package io.everbook.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the whole engine in process: command ring, journal, matching, event ring, executions log; no gateway, no
 * network. Ways to run it take turns, each run on a fresh directory and fresh markets.
 */
public final class PipelineBench {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Options options;
    private final Path directory;
    private final PipelineTable table;
    private final Workload workload;
    private final Map<Integer, PipelineFlow> flows = new HashMap<>();
    private volatile PipelineTrial trial;

    /**
     * What is asked for.
     *
     * @param workload the workload's file, plain or gzipped; null to generate one
     * @param generated how many messages to generate, 1 or more
     * @param seed what the generated ones start from
     * @param variants the ways to run the engine, one or more
     * @param seconds how long a run lasts that counts, more than 0
     * @param warmUpSeconds how long each run is warmed up before, 0 or more
     * @param runs how many runs of each variant count, 1 or more
     */
    public record Options(
            Path workload,
            int generated,
            long seed,
            List<PipelineVariant> variants,
            double seconds,
            double warmUpSeconds,
            int runs) {}

    /**
     * Prepares a measurement.
     *
     * @param options what is asked for
     * @param directory an empty directory, on the disk that is to be measured
     * @param out where tables are printed
     * @throws IOException where the workload cannot be read
     * @throws IllegalArgumentException where the file is no workload
     */
    public PipelineBench(Options options, Path directory, PrintStream out) throws IOException {
        this.options = options;
        this.directory = directory;
        table = new PipelineTable(out);
        workload = options.workload() == null
                ? Workload.generate(options.generated(), options.seed())
                : Workload.read(options.workload());
    }

    /**
     * Measures and prints.
     *
     * @param json where the figures are also written; null for nowhere
     * @throws IOException where the directory or the file cannot be written
     */
    public void run(Path json) throws IOException {
        begin();
        table.head();
        Map<PipelineVariant, List<PipelineResult>> results = new LinkedHashMap<>();
        for (int run = 1; run <= options.runs(); run++) {
            for (PipelineVariant variant : options.variants()) {
                PipelineResult result = measure(variant);
                results.computeIfAbsent(variant, one -> new ArrayList<>()).add(result);
                table.row(Integer.toString(run), result);
            }
        }
        for (List<PipelineResult> runs : results.values()) {
            table.print("");
            table.median(runs);
        }
        finish(results, json);
    }

    /**
     * Raises the load of each variant until the engine is saturated, and draws latency against load.
     *
     * @param folder where a table and two drawings of each variant go
     * @param json where the figures are also written; null for nowhere
     * @throws IOException where the folder, the directory or the file cannot be written
     */
    public void sweep(Path folder, Path json) throws IOException {
        begin();
        table.head();
        Map<PipelineVariant, List<PipelineResult>> results = new LinkedHashMap<>();
        for (PipelineVariant variant : options.variants()) {
            for (PipelineResult run : new PipelineSweep(this::measure, table).run(variant, folder)) {
                results.put(run.variant(), List.of(run));
            }
        }
        finish(results, json);
    }

    /**
     * Sends twice what the engine takes, for each variant.
     *
     * @return whether everything acknowledged was there again after a crash
     * @throws IOException where the directory cannot be written
     */
    public boolean overload() throws IOException {
        begin();
        boolean equal = true;
        for (PipelineVariant variant : options.variants()) {
            table.print("%n%s, twice the capacity", variant.label());
            equal &= withTrial(
                    variant,
                    0,
                    running -> new PipelineOverload(running, table)
                            .run(nanos(options.warmUpSeconds()), nanos(options.seconds())));
        }
        return equal;
    }

    /**
     * Trades for long at half of what the engine takes, or at the variant's rate, for each variant.
     *
     * @param snapshotEveryCommands after how many commands a snapshot is taken, and the journal compacted
     * @return whether everything acknowledged was there again after a crash
     * @throws IOException where the directory cannot be written
     */
    public boolean soak(long snapshotEveryCommands) throws IOException {
        begin();
        boolean equal = true;
        for (PipelineVariant variant : options.variants()) {
            table.print("%n%s, a snapshot every %,d commands", variant.label(), snapshotEveryCommands);
            equal &= withTrial(
                    variant,
                    snapshotEveryCommands,
                    running -> new PipelineSoak(running, table)
                            .run(variant.rate(), nanos(options.warmUpSeconds()), nanos(options.seconds())));
        }
        return equal;
    }

    private void begin() throws IOException {
        Files.createDirectories(directory);
        table.print(
                "%,d messages; Java %s, %d cores, %s; from ring to executions log, no gateway, no network",
                workload.count,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Files.getFileStore(directory).type());
    }

    private void finish(Map<PipelineVariant, List<PipelineResult>> results, Path json) throws IOException {
        aside(results);
        if (json != null) {
            Files.writeString(
                    json,
                    PipelineFigures.json(
                            options, workload.count, count -> flows.get(count).steps(), directory, results));
        }
    }

    /** Ends it, so that its data directory may be deleted; for another thread, where a signal asks for it. */
    public void stop() {
        PipelineTrial running = trial;
        if (running != null) {
            running.close();
        }
    }

    private PipelineResult measure(PipelineVariant variant) throws IOException {
        return withTrial(variant, 0, running -> running.run(nanos(options.warmUpSeconds()), nanos(options.seconds())));
    }

    /** What is done with an engine. */
    private interface Use<T> {
        T apply(PipelineTrial trial) throws IOException;
    }

    private <T> T withTrial(PipelineVariant variant, long snapshotEveryCommands, Use<T> use) throws IOException {
        PipelineFlow flow = flows.computeIfAbsent(variant.instruments(), count -> PipelineFlow.of(workload, count));
        Path data = directory.resolve("run");
        try (PipelineTrial running = new PipelineTrial(variant, flow, data, snapshotEveryCommands)) {
            trial = running;
            return use.apply(running);
        } finally {
            trial = null;
            delete(data);
        }
    }

    private void aside(Map<PipelineVariant, List<PipelineResult>> results) {
        List<PipelineResult> all =
                results.values().stream().flatMap(List::stream).toList();
        table.print(
                "%n%d of %d runs had a noisy memory (over 22 ns a load, before or after); medians are over all runs",
                all.stream().filter(run -> !run.counts()).count(), all.size());
    }

    private static void delete(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(data)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long nanos(double seconds) {
        return (long) (seconds * NANOS_PER_SECOND);
    }
}
