package io.everbook.app.cli;

import io.everbook.app.bench.RecoveryBench;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench recovery}: cold boots of the real JAR on a state that was written for it. */
@Command(
        name = "recovery",
        description = {
            "Write a snapshot of N resting orders and a journal of M commands after it, boot this JAR on them in a",
            "process of its own, and measure: JVM start, snapshot, replay, until it is ready. Then load and replay in",
            "this process, warmed up. The files are in the page cache. Every arrival is checked by its digest."
        },
        footer = {
            "",
            "Example:",
            "  everbook bench recovery --orders 1000000 --commands 10000000",
            "",
            "Exit code 1 where a digest is not the one that was written."
        })
final class BenchRecoveryCommand implements Callable<Integer> {

    private static final int MAX_ORDERS = 16_000_000;
    private static final long MAX_COMMANDS = 1_000_000_000;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Orders in the snapshot (default: 1000000).")
    private int orders;

    @Option(
            names = "--commands",
            paramLabel = "M",
            defaultValue = "10000000",
            description = "Commands in the journal after it (default: 10000000).")
    private long commands;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Boots, and replays in this process (default: 3).")
    private int runs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the state is written and kept: an empty or new directory (default: a temporary one).")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there as JSON.")
    private Path json;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "An option for the booted JVM, such as --jvm-option=-Xmx2g; may stand several times.")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() throws IOException {
        Options.check("--orders", orders, 1, MAX_ORDERS);
        Options.check("--commands", commands, 0, MAX_COMMANDS);
        Options.check("--runs", runs, 1, 100);
        RecoveryBench bench =
                new RecoveryBench(new RecoveryBench.Options(orders, commands, runs, jar(), jvmOptions), Terminal.OUT);
        if (data != null) {
            Options.requireEmptyDirectory("--data", data);
            return exitCode(bench.run(data, json));
        }
        try (TemporaryDirectory temporary = TemporaryDirectory.create("everbook-bench-", false)) {
            return exitCode(bench.run(temporary.path(), json));
        }
    }

    private static int exitCode(boolean equal) {
        return equal ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Path jar() {
        try {
            Path jar = Path.of(BenchRecoveryCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new UserFault("the benchmark boots the JAR, so run it from there: java -jar everbook.jar bench"
                        + " recovery: location=" + jar);
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new UserFault("cannot find the JAR to boot: location=" + e.getInput());
        }
    }
}
