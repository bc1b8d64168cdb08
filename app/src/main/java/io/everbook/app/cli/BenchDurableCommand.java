package io.everbook.app.cli;

import io.everbook.app.bench.DurableBench;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench durable}: what it costs to survive a power cut. */
@Command(
        name = "durable",
        description = {
            "Trade through the whole engine with every command forced to the device before it is applied (rings,",
            "journal, events, executions log; no gateway, no network). In each round a bare 4 KiB write and force",
            "without metadata, into a file written with zeros, and one command, until its last event, take turns; then",
            "N commands are unanswered at a time. The disk is measured: run it on an idle machine, on the disk that",
            "will be used."
        },
        footer = {"", "Example:", "  everbook bench durable --data bench-data --json durable.json"})
final class BenchDurableCommand implements Callable<Integer> {

    private static final int WARM_UP_SECONDS = 2;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long each of the three parts of a round lasts (default: 2).")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "9", description = "Rounds (default: 9).")
    private int rounds;

    @Option(
            names = "--outstanding",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Commands unanswered at a time in the third part (default: 1000).")
    private int outstanding;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the journal is written and kept: an empty or new directory (default: a temporary one).")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there as JSON.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        Options.check("--seconds", seconds, 1, 3_600);
        Options.check("--rounds", rounds, 1, 100);
        Options.check("--outstanding", outstanding, 1, 1_000_000);
        if (data != null) {
            Options.requireEmptyDirectory("--data", data);
            bench(data).run(json);
            return ExitCode.OK;
        }
        try (TemporaryDirectory temporary = TemporaryDirectory.create("everbook-bench-", false)) {
            DurableBench bench = bench(temporary.path());
            temporary.stopFirst(bench::stop);
            bench.run(json);
            return ExitCode.OK;
        }
    }

    private DurableBench bench(Path directory) {
        return new DurableBench(
                new DurableBench.Options(seconds, rounds, outstanding, WARM_UP_SECONDS),
                Configurations.forDataDirectory(directory, 0),
                Terminal.OUT);
    }
}
