package io.everbook.app.replay;

import io.everbook.app.restore.NewDataDirectory;
import io.everbook.app.restore.RestorePoints;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.replay.restore.Restore;
import io.everbook.replay.timeline.OrderDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay restore}: a data directory as it was at a point in time. */
@Command(
        name = "restore",
        description = {
            "Make a new data directory that stands where the old one stood after a command, or at a moment, and from"
                    + " which everbook run and match go on.",
            "Its journal has the same commands up to there, with proofs that the replay arrives at, and the snapshots"
                    + " of that time; all of it is read back. The first start makes the executions log anew. The"
                    + " original is only read; nothing is overwritten. What is being written is called"
                    + " NEWDIR.unfinished, and gets its name when it is whole and on the device.",
            "A moment restores every symbol to the last command before the first one that was stamped later; a symbol"
                    + " that was not there yet is left out. A sequence is of one symbol."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay restore --data data --to 4711 --into then --dry-run",
            "  everbook replay restore --to 2026-11-24T10:31:07Z --into then",
            "  everbook replay restore --symbol BTC-USD --to 4711 --into then --json",
            "",
            "Exit codes: 0 done, 1 a disk failed, 2 the input cannot be used, or is damaged",
            "before that point."
        })
final class ReplayRestoreCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Option(
            names = "--to",
            paramLabel = "SEQ|TIME",
            required = true,
            description = "The last command to take, or a moment: ISO-8601, such as 2026-11-24T10:31:07.123Z.")
    private String to;

    @Option(
            names = "--into",
            paramLabel = "NEWDIR",
            required = true,
            description = "The data directory to make; must not exist, or be empty.")
    private Path into;

    @Option(names = "--dry-run", description = "Write nothing, only say what would be taken and what is lost.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        try (JournalSource journal = source.open();
                NewDataDirectory target = NewDataDirectory.at(source.path(), into)) {
            RestorePoints points =
                    RestorePoints.of(journal.storage(), journal.symbols(), to, () -> source.symbol(journal));
            List<RestoredSymbol> restored = new ArrayList<>();
            for (Map.Entry<String, Long> point : points.sequences().entrySet()) {
                restored.add(restore(journal, point.getKey(), point.getValue(), target));
            }
            if (!dryRun) {
                target.complete();
            }
            if (source.json()) {
                Terminal.OUT.print(RestoreJson.object(restored, points.absent(), into, dryRun));
            } else {
                restored.forEach(each -> RestoreText.lines(each).forEach(Terminal.OUT::println));
                points.absent()
                        .forEach(symbol -> Terminal.OUT.println(symbol + ": not there yet at that moment, left out"));
                Terminal.OUT.println(dryRun ? "dry run: nothing was written" : "restored into " + into);
            }
            return ExitCode.OK;
        }
    }

    private RestoredSymbol restore(JournalSource journal, String symbol, long through, NewDataDirectory target) {
        ProgressBar bar = new ProgressBar(Terminal.ERR, symbol, "commands", Terminal.isErrorWatched());
        try {
            if (!dryRun) {
                return new RestoredSymbol(
                        Restore.run(journal.storage(), symbol, through, target.storage(), bar::progress),
                        null,
                        List.of());
            }
            List<OrderDifference> orders = new ArrayList<>();
            return new RestoredSymbol(
                    Restore.run(journal.storage(), symbol, through, null, bar::progress),
                    Restore.difference(journal.storage(), symbol, through, order -> list(orders, order), bar::progress),
                    orders);
        } finally {
            bar.end();
        }
    }

    /** The text lists some, the JSON all. */
    private void list(List<OrderDifference> orders, OrderDifference order) {
        if (source.json() || orders.size() < OrderLine.LISTED) {
            orders.add(order);
        }
    }
}
