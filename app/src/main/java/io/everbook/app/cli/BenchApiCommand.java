package io.everbook.app.cli;

import io.everbook.app.bench.ApiBench;
import io.everbook.app.bench.ApiBenchEngine;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook bench api}: round trips over HTTP and WebSocket. */
@Command(
        name = "api",
        description = {
            "Enter orders over HTTP and over WebSocket on loopback, with 1, 100 and 1,000 unanswered at a time, and",
            "print the percentiles of the round trip: from before an order is signed until its outcome has been read.",
            "Engine and client share this process; the journal is written and forced every 100 ms. Over HTTP each",
            "unanswered order has a connection, over WebSocket all share one. HTTP is measured by a client that does",
            "as little as can be done, and by the Java client on the JDK's HttpClient. Run it on an idle machine."
        },
        footer = {"", "Example:", "  everbook bench api --seconds 10"})
final class BenchApiCommand implements Callable<Integer> {

    private static final int WARM_UP_SECONDS = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each line is measured (default: 5).")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        Options.check("--seconds", seconds, 1, 3_600);
        try (TemporaryDirectory temporary = TemporaryDirectory.create("everbook-bench-", false)) {
            try (ApiBenchEngine engine = new ApiBenchEngine(Configurations.forClients(temporary.path()))) {
                new ApiBench(engine, seconds, WARM_UP_SECONDS, Terminal.OUT).run();
            }
        }
        return ExitCode.OK;
    }
}
