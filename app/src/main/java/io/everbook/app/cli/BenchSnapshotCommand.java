package io.everbook.app.cli;

import io.everbook.app.bench.SnapshotBench;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench snapshot}: what snapshots do to latency. */
@Command(
        name = "snapshot",
        description = {
            "Trade on a book of N resting orders through the whole engine (rings, journal, events; no gateway) at a",
            "steady rate, and measure acknowledgement latency from the moment a command was due. Windows alternate:",
            "no snapshots; the follower taking one after the other; and the alternative that Everbook does not use,",
            "the book serialised on the matching thread, four times a window and into memory only."
        },
        footer = {"", "Example:", "  everbook bench snapshot --orders 1000000 --seconds 20 --rounds 3"})
final class BenchSnapshotCommand implements Callable<Integer> {

    private static final int WARM_UP_SECONDS = 5;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Orders that rest (default: 1000000).")
    private int orders;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each window lasts (default: 20).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Windows of each kind (default: 3).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Commands a second (default: half of what the engine takes).")
    private int rate;

    @Option(
            names = "--sync-interval-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "How often the journal is forced; 0 before each batch is applied (default: 100).")
    private int syncIntervalMs;

    @Override
    public Integer call() {
        Options.check("--orders", orders, 1, 16_000_000);
        Options.check("--seconds", seconds, 1, 3_600);
        Options.check("--rounds", rounds, 1, 100);
        Options.check("--rate", rate, 0, 50_000_000);
        Options.check("--sync-interval-ms", syncIntervalMs, 0, 60_000);
        try (TemporaryDirectory data = TemporaryDirectory.create("everbook-bench-", false)) {
            Configuration configuration = Configurations.forDataDirectory(data.path(), syncIntervalMs);
            SnapshotBench.Options options = new SnapshotBench.Options(orders, seconds, rounds, rate, WARM_UP_SECONDS);
            SnapshotBench bench = new SnapshotBench(options, configuration, Terminal.OUT);
            data.stopFirst(bench::stop);
            bench.run();
            return ExitCode.OK;
        }
    }
}
