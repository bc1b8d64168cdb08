package io.everbook.app.cli;

import io.everbook.app.bench.BookBench;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench book}: the market in process on a recorded workload. */
@Command(
        name = "book",
        description = {
            "Run a workload in the consensus format through a fresh market on one thread: validation, matching, events",
            "and digest; no ring, no journal, no gateway. Prints the SHA-256 of the canonical reports, messages per",
            "second, latency per message, and bytes allocated."
        },
        footer = {
            "",
            "Example:",
            "  everbook bench book --workload normal-seed23-messages.bin.gz \\",
            "      --expect e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e",
            "",
            "Exit code 1 where the reports are not those expected."
        })
final class BenchBookCommand implements Callable<Integer> {

    @Option(names = "--workload", required = true, paramLabel = "FILE", description = "The workload, plain or .gz.")
    private Path workload;

    @Option(
            names = "--expect",
            paramLabel = "SHA256",
            description = "What the canonical reports must hash to, in hexadecimal.")
    private String expected;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "10",
            description = "Runs that come first and do not count (default: 10).")
    private int warmUps;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "Runs that count, each on a fresh market (default: 10).")
    private int runs;

    @Override
    public Integer call() throws IOException {
        Options.requireFile("--workload", workload);
        Options.check("--warm-ups", warmUps, 0, 1000);
        Options.check("--runs", runs, 1, 1000);
        try {
            boolean equal = BookBench.run(workload, warmUps, runs, expected, Terminal.OUT);
            return equal ? ExitCode.OK : ExitCode.FAILED;
        } catch (IllegalArgumentException fault) {
            throw new UserFault(fault.getMessage());
        }
    }
}
