package io.everbook.app.cli;

import io.everbook.app.lobster.ImportReport;
import io.everbook.app.lobster.LobsterDay;
import io.everbook.app.lobster.LobsterImport;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook import lobster}: a LOBSTER day as commands. */
@Command(
        name = "lobster",
        description = {
            "Turn a LOBSTER day into JSON Lines commands on standard output, its instrument first.",
            "What was done, and what could not be expressed and why, is counted on standard error. Orders are"
                    + " participant 1's, house orders (quantity that no message explains) participant 2's, aggressors"
                    + " participant 3's. The memo of an order is its LOBSTER id, that of an aggressor the id which was"
                    + " reported."
        },
        footer = {
            "",
            "Example:",
            "  everbook import lobster AMZN_2012-06-21_message_5.csv.gz \\",
            "      --orderbook AMZN_2012-06-21_orderbook_5.csv.gz > orders.jsonl",
            "  everbook match orders.jsonl --data data > events.jsonl"
        })
final class ImportLobsterCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MESSAGE.csv", description = "The message file, plain or .gz.")
    private Path messages;

    @Option(
            names = "--orderbook",
            paramLabel = "ORDERBOOK.csv",
            description = "The order-book file of the same day, plain or .gz. Without it there are no house orders.")
    private Path orderBook;

    @Option(
            names = "--query-depth",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Ask for the book with N levels after each message, before any correction (default: 0, never).")
    private int queryDepth;

    @Override
    public Integer call() throws IOException {
        Options.check("--query-depth", queryDepth, 0, 1000);
        Options.requireFile("MESSAGE.csv", messages);
        if (orderBook != null) {
            Options.requireFile("--orderbook", orderBook);
        }
        ProgressBar bar = new ProgressBar(Terminal.ERR, "import", ProgressBar.BYTES, Terminal.isErrorWatched());
        try {
            ImportReport report = LobsterImport.run(
                    new LobsterDay(messages, orderBook, queryDepth), Terminal.OUT_STREAM, bar::progress);
            bar.end();
            report.lines().forEach(Terminal.ERR::println);
            return ExitCode.OK;
        } catch (UncheckedIOException closed) {
            throw new OutputFailure("standard output cannot be written: cause="
                    + closed.getCause().getMessage());
        }
    }
}
