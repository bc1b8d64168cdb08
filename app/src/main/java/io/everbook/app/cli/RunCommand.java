package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code everbook run}: the long-running engine. */
@Command(
        name = "run",
        description = {
            "Run the engine until it is told to stop (SIGTERM or SIGINT): then it drains, takes a last snapshot and",
            "ends with exit code 0. Instruments are those of the configuration and those the data directory has."
        },
        footer = {
            "",
            "Examples:",
            "  everbook run",
            "  everbook run --config everbook.json",
            "  everbook run --config everbook.json --commands - < orders.jsonl > events.jsonl"
        })
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (default: the built-in defaults).")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory, instead of the configured one.")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "HTTP port, instead of the configured one; 0 for any free one.")
    private Integer port;

    @Option(
            names = "--commands",
            paramLabel = "FILE|-",
            description =
                    "Also take JSON Lines commands from a file, a named pipe or standard input; their events go to"
                            + " standard output.")
    private String commands;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = config == null ? Configuration.defaults() : ConfigurationReader.read(config);
        if (port != null) {
            Options.check("--port", port, 0, 65535);
        }
        Service service = Service.start(Configurations.with(configuration, data, port), commands != null);
        Thread stop = new Thread(
                () -> {
                    service.close();
                    Terminal.OUT.flush();
                    Runtime.getRuntime().halt(ExitCode.OK);
                },
                "everbook-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        if (commands != null) {
            service.pump(commands);
        }
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }
}
