package io.everbook.app.cli;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.gateway.JsonLinesGateway;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.TemporaryDirectory;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook match}: JSON Lines commands in, JSON Lines events out, through the real pipeline and journal. */
@Command(
        name = "match",
        description = {
            "JSON Lines commands in, JSON Lines events out, through the real pipeline and journal.",
            "A stream that defines no instrument, for a data directory that has none, is about BTC-USD with tick 0.01"
                    + " and lot 0.00000001. docs/commands.md describes every command and event."
        },
        footer = {
            "",
            "Examples:",
            "  everbook match orders.jsonl --data data > events.jsonl",
            "  everbook match orders.jsonl --data data --resume >> events.jsonl",
            "",
            "Exit code 1 where a market stopped or standard output was closed, 2 where a line is no command."
        })
final class MatchCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            defaultValue = "-",
            description = "JSON Lines commands; - for standard input (default).")
    private String file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data directory; what is in it is recovered first (default: a temporary one, deleted at the end).")
    private Path data;

    @Option(
            names = "--instrument",
            paramLabel = "SPEC",
            description = "Instrument to serve: SYMBOL[,tick=DECIMAL][,lot=DECIMAL][,maxOpenOrders=N]. Repeatable.")
    private List<String> instruments = List.of();

    @Option(
            names = "--journal-sync-interval-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description =
                    "How often the journal is forced to the device; 0 = before a command is applied (default: 100).")
    private int journalSyncIntervalMs;

    @Option(
            names = "--resume",
            description =
                    "Pass over the commands that the journal already holds: go on with a stream that was interrupted.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
        Options.check("--journal-sync-interval-ms", journalSyncIntervalMs, 0, 60_000);
        try (InputStream in = Options.open(file);
                TemporaryDirectory temporary =
                        data == null ? TemporaryDirectory.create("everbook-match-", false) : null) {
            Path directory = data == null ? temporary.path() : data;
            return match(in, Configurations.forDataDirectory(directory, journalSyncIntervalMs), temporary);
        }
    }

    private int match(InputStream in, Configuration configuration, TemporaryDirectory temporary) throws IOException {
        JsonLinesGateway gateway = new JsonLinesGateway(Terminal.OUT_STREAM, instruments.isEmpty(), resume);
        Engine engine = Engine.start(configuration, EngineProbe.NONE, List.of(gateway));
        try (engine) {
            if (temporary != null) {
                temporary.stopFirst(engine::halt);
            }
            gateway.serve(engine);
            engine.serve(instruments.stream().map(Options::instrument).toList());
            engine.unserved().values().forEach(fault -> {
                throw new UserFault(fault);
            });
            try {
                gateway.pump(in);
            } catch (UncheckedIOException closed) {
                throw new OutputFailure(
                        "standard output cannot be written, so the rest of the input was not read; what was"
                                + " read is in the journal: cause="
                                + closed.getCause().getMessage());
            }
        }
        // After the close, which forces the journals: only now is it known whether all of it was kept.
        summarise(engine, gateway);
        boolean kept =
                engine.fault() == null && engine.health().markets().stream().allMatch(market -> market.fault() == null);
        return kept ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void summarise(Engine engine, JsonLinesGateway gateway) {
        Terminal.ERR.printf(Locale.ROOT, "%d commands, %d events%n", gateway.submitted(), gateway.events());
        if (gateway.skipped() > 0) {
            Terminal.ERR.printf(Locale.ROOT, "%d commands passed over: already journaled%n", gateway.skipped());
        }
        for (MarketHealth market : engine.health().markets()) {
            Terminal.ERR.printf(
                    Locale.ROOT, "%s sequence=%d digest=%016x%n", market.symbol(), market.sequence(), market.digest());
            // What only impairs a market was logged when it happened.
            if (market.fault() != null && !market.fault().equals(engine.impairment(market.symbol()))) {
                Terminal.ERR.println("everbook: " + market.symbol() + " stopped: " + market.fault());
            }
        }
    }
}
