package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.demo.Demo;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook demo}: watch the engine trade, be halted, and come back. */
@Command(
        name = "demo",
        description = {
            "Watch the engine trade, be halted, and come back.",
            "Generated participants trade BTC-USD through the real pipeline, journaled in a fresh temporary directory;"
                    + " then the engine is halted without closing anything, rebuilt from disk, and compared."
        },
        footer = {
            "",
            "Examples:",
            "  everbook demo",
            "  everbook demo --seconds 30 --rate 50000 --keep",
            "",
            "Exit code 0 only if the book came back exactly, else 1."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--seconds", defaultValue = "5", paramLabel = "N", description = "How long to trade (default: 5).")
    private int seconds;

    @Option(
            names = "--rate",
            defaultValue = "20000",
            paramLabel = "N",
            description = "Commands a second (default: 20000).")
    private int rate;

    @Option(
            names = "--seed",
            defaultValue = "42",
            paramLabel = "N",
            description = "Seed of the generated participants (default: 42).")
    private long seed;

    @Option(names = "--keep", description = "Keep the data directory and print where it is.")
    private boolean keep;

    @Override
    public Integer call() {
        Options.check("--seconds", seconds, 1, 3600);
        Options.check("--rate", rate, 1, 5_000_000);
        try (TemporaryDirectory data = TemporaryDirectory.create("everbook-demo-", keep)) {
            Configuration configuration = Configurations.forDataDirectory(data.path(), 100);
            Demo demo = new Demo(new Demo.Options(seconds, rate, seed, Terminal.isInteractive()), Terminal.OUT);
            data.stopFirst(demo::stop);
            boolean equal = demo.run(configuration);
            Terminal.OUT.flush();
            report(data.path());
            return equal ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void report(Path data) {
        if (keep) {
            Terminal.ERR.println("Data directory kept: " + data);
        }
    }
}
