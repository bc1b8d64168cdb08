package io.everbook.app.cli;

import io.everbook.app.bench.PipelineBench;
import io.everbook.app.bench.PipelineVariant;
import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench pipeline}: what a command costs from the ring to its last event, with the journal on. */
@Command(
        name = "pipeline",
        description = {
            "Send a workload through the whole engine (rings, journal, matching, executions log; no gateway, no",
            "network): at a fixed rate, each command timed from when it was due, or as fast as the engine takes it.",
            "Prints throughput, latency end to end and by stage, CPU and bytes allocated a command, garbage",
            "collections, and what the disk does alone. Options that take a list make variants, which take turns."
        },
        footer = {
            "",
            "Examples:",
            "  everbook bench pipeline --workload normal-seed23-messages.bin.gz --runs 5",
            "  everbook bench pipeline --rate 200000 --wait sleeping,yielding --json pipeline.json",
            "  everbook bench pipeline --sync 0 --instruments 1,100",
            "  everbook bench pipeline --sweep plots",
            "  everbook bench pipeline --overload --duration 60",
            "  everbook bench pipeline --soak --duration 1800",
            "",
            "Exit code 1 where something acknowledged was not there after a crash."
        })
final class BenchPipelineCommand implements Callable<Integer> {

    private static final int MAX_RATE = 1_000_000_000;
    private static final int MAX_INSTRUMENTS = 4_000;
    private static final int MAX_SYNC = 60_000;

    @Option(
            names = "--workload",
            paramLabel = "FILE",
            description = "A workload in the consensus format, plain or .gz (default: a generated one).")
    private Path workload;

    @Option(
            names = "--generate",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many messages to generate where no file is given (default: 1000000).")
    private int generate;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "23",
            description = "What generated messages start from (default: 23).")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            description = "Commands a second; 0: as many as the engine takes (default: 0).")
    private List<Integer> rates = List.of(0);

    @Option(
            names = "--sync",
            paramLabel = "MS",
            split = ",",
            description = "How often journals are forced, ms; 0: before a command is applied; none: no journal, no"
                    + " executions log (default: 100).")
    private List<String> syncs = List.of("100");

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            split = ",",
            description = "How stages are spread over threads: ${COMPLETION-CANDIDATES} (default: auto).",
            completionCandidates = Layouts.class)
    private List<String> layouts = List.of("auto");

    @Option(
            names = "--wait",
            paramLabel = "WAIT",
            split = ",",
            description = "How ring threads wait: ${COMPLETION-CANDIDATES} (default: auto).",
            completionCandidates = Waits.class)
    private List<String> waits = List.of("auto");

    @Option(
            names = "--instruments",
            paramLabel = "N",
            split = ",",
            description = "Over how many instruments the orders are spread (default: 1).")
    private List<Integer> instruments = List.of(1);

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each run lasts (default: 10).")
    private double duration;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long each run is warmed up before (default: 5).")
    private double warmUp;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = "Runs of each variant (default: 1).")
    private int runs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty or new directory on the disk to be measured (default: a temporary one).")
    private Path data;

    @Option(
            names = "--sweep",
            paramLabel = "DIR",
            description =
                    "Raise the load until the engine is saturated, and put a table and drawings of latency against"
                            + " load (.csv, .svg, .png) there.")
    private Path sweep;

    @Option(
            names = "--overload",
            description =
                    "Send twice what the engine takes for the duration: how fast refusals are, whether memory stays"
                            + " and latency returns, and whether all that was acknowledged is there after a crash.")
    private boolean overload;

    @Option(
            names = "--soak",
            description = "Trade at half of what the engine takes, or at --rate, for the duration, with snapshots and"
                    + " compaction: whether latency or memory drifts, and whether all is there after a crash.")
    private boolean soak;

    @Option(
            names = "--snapshot-every",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "With --soak: after how many commands a snapshot is taken (default: 5000000).")
    private long snapshotEvery;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there as JSON.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        check();
        PipelineBench.Options options =
                new PipelineBench.Options(workload, generate, seed, variants(), duration, warmUp, runs);
        if (data != null) {
            Options.requireEmptyDirectory("--data", data);
            return run(bench(options, data));
        }
        try (TemporaryDirectory temporary = TemporaryDirectory.create("everbook-bench-", false)) {
            PipelineBench bench = bench(options, temporary.path());
            temporary.stopFirst(bench::stop);
            return run(bench);
        }
    }

    private int run(PipelineBench bench) throws IOException {
        if (overload || soak) {
            boolean equal = overload ? bench.overload() : bench.soak(snapshotEvery);
            return equal ? ExitCode.OK : ExitCode.FAILED;
        }
        if (sweep == null) {
            bench.run(json);
        } else {
            bench.sweep(sweep, json);
        }
        return ExitCode.OK;
    }

    private void check() {
        if ((sweep == null ? 0 : 1) + (overload ? 1 : 0) + (soak ? 1 : 0) > 1) {
            throw new UserFault("--sweep, --overload and --soak exclude each other: choose one");
        }
        if ((sweep != null || overload) && !rates.equals(List.of(0))) {
            throw new UserFault("--sweep and --overload find their rates themselves: leave out --rate=" + rates.get(0));
        }
        if ((overload || soak) && (json != null || syncs.contains("none"))) {
            throw new UserFault(
                    "--overload and --soak write no JSON and need a journal: leave out --json and" + " --sync=none");
        }
        Options.check("--snapshot-every", snapshotEvery, 1, 1L << 50);
        if (workload != null) {
            Options.requireFile("--workload", workload);
        }
        Options.check("--generate", generate, 1, 100_000_000);
        rates.forEach(rate -> Options.check("--rate", rate, 0, MAX_RATE));
        instruments.forEach(count -> Options.check("--instruments", count, 1, MAX_INSTRUMENTS));
        Options.check("--runs", runs, 1, 100);
        if (!(duration >= 0.1 && duration <= 86_400)) {
            throw new UserFault("--duration must be 0.1 to 86400 seconds: --duration=" + duration);
        }
        if (!(warmUp >= 0 && warmUp <= 3_600)) {
            throw new UserFault("--warm-up must be 0 to 3600 seconds: --warm-up=" + warmUp);
        }
    }

    private static PipelineBench bench(PipelineBench.Options options, Path directory) throws IOException {
        try {
            return new PipelineBench(options, directory, Terminal.OUT);
        } catch (IllegalArgumentException fault) {
            throw new UserFault(fault.getMessage());
        }
    }

    private List<PipelineVariant> variants() {
        List<PipelineVariant> variants = new ArrayList<>();
        for (String layout : layouts) {
            for (String wait : waits) {
                for (String sync : syncs) {
                    for (int count : instruments) {
                        for (int rate : rates) {
                            variants.add(new PipelineVariant(
                                    constant("--layout", StageLayout.values(), layout),
                                    constant("--wait", WaitStrategyKind.values(), wait),
                                    sync(sync),
                                    count,
                                    rate));
                        }
                    }
                }
            }
        }
        return variants;
    }

    private static int sync(String text) {
        if (text.equals("none")) {
            return PipelineVariant.NO_JOURNAL;
        }
        try {
            int millis = Integer.parseInt(text);
            Options.check("--sync", millis, 0, MAX_SYNC);
            return millis;
        } catch (NumberFormatException fault) {
            throw new UserFault("--sync takes milliseconds or none: --sync=" + text);
        }
    }

    private static <E extends Enum<E>> E constant(String option, E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new UserFault(
                        option + " takes " + String.join(", ", words(values)) + ": " + option + "=" + text));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(BenchPipelineCommand::word).collect(Collectors.toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of layouts, for the help. */
    static final class Layouts extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Layouts() {
            super(words(StageLayout.values()));
        }
    }

    /** The names of waits, for the help. */
    static final class Waits extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Waits() {
            super(words(WaitStrategyKind.values()));
        }
    }
}
