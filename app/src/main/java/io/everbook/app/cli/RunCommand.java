package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.logging.Log;
import io.everbook.app.secret.PasswordOptions;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook run}: the long-running engine. */
@Command(
        name = "run",
        description = {
            "Run the engine until it is told to stop (SIGTERM or SIGINT).",
            "Then it answers what it has taken, takes a last snapshot and ends with exit code 0; 1 where a journal or a"
                    + " stage had failed. Instruments are those of the configuration and those the data directory has."
        },
        footer = {
            "",
            "Examples:",
            "  everbook run",
            "  everbook run --config everbook.json",
            "  everbook run --config everbook.json --password-file /etc/everbook/password",
            "  everbook run --config everbook.json --commands - < orders.jsonl > events.jsonl"
        })
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

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

    @Mixin
    private PasswordOptions password;

    private volatile Service service;
    private volatile boolean failed;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = config == null ? Configuration.defaults() : ConfigurationReader.read(config);
        if (port != null) {
            Options.check("--port", port, 0, 65535);
        }
        Log.configure(configuration.logging());
        if (commands != null && !commands.equals("-")) {
            Options.requireFile("--commands", Path.of(commands));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "everbook-stop"));
        try {
            Configuration effective = withPassword(Configurations.with(configuration, data, port));
            Service started = Service.start(effective, config, commands != null, made -> service = made);
            if (commands != null) {
                started.pump(commands);
            }
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (RuntimeException | Error failure) {
            failed = true;
            throw failure;
        }
    }

    /** The options say where the password of the credential store comes from, instead of the configuration. */
    private Configuration withPassword(Configuration configuration) {
        return password.isGiven()
                ? Configurations.with(configuration, configuration.http().withCredentialsPassword(password.source()))
                : configuration;
    }

    /**
     * Told to stop: the exit code is the engine's, not the signal's. Until the markets are recovered no command is
     * taken, so there is nothing to end; from then on there may be, even if the start is not complete.
     */
    private void stop() {
        Service made = service;
        Service running = made != null && made.isServing() ? made : null;
        if (running != null) {
            running.close();
        } else if (!failed) {
            LOG.info("Stopped before it was ready: no command was taken, and the next start recovers anew");
        }
        Terminal.OUT.flush();
        if (!failed) {
            Runtime.getRuntime().halt(running == null || running.fault() == null ? ExitCode.OK : ExitCode.FAILED);
        }
    }
}
