package io.everbook.app.replay;

import io.everbook.app.restore.NewDataDirectory;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.anonymise.Anonymise;
import io.everbook.replay.anonymise.AnonymiseOptions;
import io.everbook.replay.anonymise.AnonymiseReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay anonymise}: a journal that can be handed to others. */
@Command(
        name = "anonymise",
        description = {
            "Write a journal again with participants, memos and request ids renamed, to be handed to others: the same"
                    + " commands, decisions and trades, so that a fault that shows in one shows in the other.",
            "What comes of every command is compared with the original, and checkpoints are made anew. Without"
                    + " --key-file the key is random and forgotten: nobody, you included, can turn the names back.",
            "Not hidden: the symbol, its tick and lot, quantities, order types, who trades with whom under other names,"
                    + " how often and how fast, and, unless shifted, prices and times. Shifted ones keep their"
                    + " differences, so whoever knows the market's prices can find out by how much."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay anonymise --data data --into shared --prices --times",
            "  everbook replay anonymise --symbol BTC-USD --key-file secret --into shared",
            "",
            "Exit codes: 0 done, 1 a disk failed, 2 the input cannot be used, or is damaged."
        })
final class ReplayAnonymiseCommand implements Callable<Integer> {

    private static final int KEY_BYTES = 32;
    private static final int MOST_KEY_BYTES = 1 << 20;

    @Mixin
    private ReplaySource source;

    @Option(
            names = "--into",
            paramLabel = "NEWDIR",
            required = true,
            description = "The data directory to make; must not exist, or be empty.")
    private Path into;

    @Option(
            names = "--prices",
            description =
                    "Shift prices by a secret number of ticks, one for each symbol. Refusals for the notional limit"
                            + " are written into their commands, and the limit is lifted.")
    private boolean prices;

    @Option(names = "--times", description = "Shift times back by a secret number of days, up to ten years.")
    private boolean times;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "16 bytes or more that nobody else knows: the same file gives the same names again.")
    private Path keyFile;

    @Override
    public Integer call() throws IOException {
        try (JournalSource journal = source.open();
                NewDataDirectory target = NewDataDirectory.at(source.path(), into)) {
            AnonymiseOptions options = new AnonymiseOptions(key(), prices, times);
            List<AnonymiseReport> reports = new ArrayList<>();
            for (String symbol : journal.symbols()) {
                reports.add(anonymise(journal, symbol, options, target));
            }
            target.complete();
            if (source.json()) {
                Terminal.OUT.print(AnonymiseText.json(reports, options, into));
            } else {
                reports.forEach(report -> AnonymiseText.lines(report, options).forEach(Terminal.OUT::println));
                Terminal.OUT.println("anonymised into " + into);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException fault) {
            throw new UserFault(fault.getMessage());
        }
    }

    private static AnonymiseReport anonymise(
            JournalSource journal, String symbol, AnonymiseOptions options, NewDataDirectory target) {
        ProgressBar bar = new ProgressBar(Terminal.ERR, symbol, "commands", Terminal.isErrorWatched());
        try {
            return Anonymise.run(journal.storage(), symbol, options, target.storage(), bar::progress);
        } finally {
            bar.end();
        }
    }

    private byte[] key() throws IOException {
        if (keyFile == null) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return key;
        }
        Options.requireFile("--key-file", keyFile);
        Options.check("--key-file bytes", Files.size(keyFile), AnonymiseOptions.MIN_KEY_BYTES, MOST_KEY_BYTES);
        return Files.readAllBytes(keyFile);
    }
}
