package io.everbook.app.replay;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.difference.Difference;
import io.everbook.replay.difference.DifferenceReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook replay diff}: what lies between two positions. */
@Command(
        name = "diff",
        description = {
            "Compare two positions: of one journal at two moments, or of two data directories.",
            "A and B are PATH, PATH@SEQ, PATH@TIME, @SEQ or @TIME: without a path the one of --data, without a position"
                    + " the end. Lists the trades in between, the orders that were added, are gone or changed, and"
                    + " what else differs. Two directories are compared command by command by their digests, and the"
                    + " first command at which they part is named."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay diff --data data @1200 @1300",
            "  everbook replay diff data@2026-11-24T10:31:00Z data@2026-11-24T10:31:07.123Z",
            "  everbook replay diff backup data --json",
            "",
            "Exit codes: 0 equal (the same open orders and states, no trade in between),",
            "1 different, 2 the input cannot be used."
        })
final class ReplayDiffCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Parameters(index = "0", paramLabel = "A", description = "The first position.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "The second position.")
    private String second;

    @Option(names = "--limit", paramLabel = "N", description = "List at most so many of each (default: 20; JSON: all).")
    private Integer limit;

    @Override
    public Integer call() throws IOException {
        int most = limit != null ? limit : source.json() ? Integer.MAX_VALUE : 20;
        Options.check("--limit", most, 0, Integer.MAX_VALUE);
        try (DiffSide a = DiffSide.of(first, source.path());
                DiffSide b = DiffSide.of(second, source.path())) {
            ProgressBar bar = new ProgressBar(Terminal.ERR, "compare", "commands", Terminal.isErrorWatched());
            a.open(source.symbolAsked(), bar::progress);
            b.open(source.symbolAsked(), bar::progress);
            requireComparable(a, b);
            DiffLists lists = new DiffLists(most);
            DifferenceReport report =
                    Difference.between(a.session(), b.session(), a.sameFiles(b), lists, bar::progress);
            bar.end();
            print(report, lists, a.session().instrument());
            return report.equal() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void print(DifferenceReport report, DiffLists lists, Instrument instrument) {
        if (source.json()) {
            Terminal.OUT.print(DiffJson.text(report, lists, instrument, first, second));
        } else {
            DiffText.lines(report, lists, instrument, first, second).forEach(Terminal.OUT::println);
        }
    }

    private static void requireComparable(DiffSide a, DiffSide b) {
        Instrument one = a.session().instrument();
        Instrument other = b.session().instrument();
        if (!one.symbol().equals(other.symbol())
                || !one.tick().equals(other.tick())
                || !one.lot().equals(other.lot())) {
            throw new UserFault("both must be of one symbol, tick and lot; name the symbol with --symbol: A=" + a.text()
                    + " symbol=" + one.symbol() + " tick=" + one.tick() + " lot=" + one.lot() + " B=" + b.text()
                    + " symbol=" + other.symbol() + " tick=" + other.tick() + " lot=" + other.lot());
        }
    }
}
