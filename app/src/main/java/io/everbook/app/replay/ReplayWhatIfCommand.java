package io.everbook.app.replay;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.OutputFailure;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.session.ReplaySession;
import io.everbook.replay.timeline.Change;
import io.everbook.replay.timeline.DifferenceListener;
import io.everbook.replay.timeline.TimelineReport;
import io.everbook.replay.timeline.WhatIf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay what-if}: a second timeline beside the first. */
@Command(
        name = "what-if",
        description = {
            "Replay a journal beside itself with changes, and show what would have come out otherwise: trades, fills of"
                    + " participants, the final book, and the later commands that no longer apply.",
            "FILE holds commands as JSON Lines (docs/commands.md), - is standard input. Orders keep the ids that the"
                    + " journal gave them, whatever is dropped or inserted before; a replacement takes over the id of"
                    + " what it replaces, and inserted commands are called -1, -2 and so on. A command of FILE without"
                    + " timestamp has that of the command at SEQ. Changes can be combined. Nothing is written.",
            "Settings: instrument.tick, instrument.lot, instrument.maxOpenOrders, limits.minPrice, limits.maxPrice,"
                    + " limits.maxQuantity, limits.maxNotional, limits.maxOpenOrders; a limit of 0 is no limit."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay what-if --data data --drop 17",
            "  everbook replay what-if --replace 17 smaller.jsonl",
            "  everbook replay what-if --insert-before 17 halt.jsonl --json",
            "  everbook replay what-if --set limits.maxQuantity=5 --from 17",
            "",
            "Exit codes: 0 both timelines were replayed, whether they differ or not,",
            "1 standard output was closed, 2 the input cannot be used, or is damaged."
        })
final class ReplayWhatIfCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Option(names = "--drop", paramLabel = "SEQ", description = "Leave this command out. Repeatable.")
    private List<Long> drops = List.of();

    @Option(
            names = "--replace",
            arity = "2",
            paramLabel = "SEQ FILE",
            hideParamSyntax = true,
            description = "Put the commands of FILE in the place of this one. Repeatable.")
    private List<String> replacements = List.of();

    @Option(
            names = "--insert-before",
            arity = "2",
            paramLabel = "SEQ FILE",
            hideParamSyntax = true,
            description = "Put the commands of FILE before this one. Repeatable.")
    private List<String> insertions = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Hold a setting at a value, whatever the journal says of it later. Repeatable.")
    private List<String> settings = List.of();

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "The first command that meets --set (default: the first there is).")
    private Long from;

    @Override
    public Integer call() throws IOException {
        try (JournalSource journal = source.open()) {
            String symbol = source.symbol(journal);
            Instrument instrument = instrument(journal, symbol);
            WhatIfChanges changes = new WhatIfChanges(instrument)
                    .drop(drops)
                    .replace(replacements)
                    .insertBefore(insertions);
            if (!settings.isEmpty()) {
                changes.set(from == null ? WhatIf.firstSequence(journal.storage(), symbol) : from, settings);
            } else if (from != null) {
                throw new UserFault("--from says where --set begins; write --set too: --from=" + from);
            }
            if (source.json()) {
                WhatIfJson output = new WhatIfJson(Terminal.OUT_STREAM, instrument);
                output.end(run(journal, symbol, changes.list(), output));
            } else {
                WhatIfText output = new WhatIfText(instrument, Terminal.isInteractive());
                output.lines(run(journal, symbol, changes.list(), output)).forEach(Terminal.OUT::println);
            }
            return ExitCode.OK;
        } catch (UncheckedIOException closed) {
            throw new OutputFailure("standard output cannot be written: cause="
                    + closed.getCause().getMessage());
        } catch (IllegalArgumentException fault) {
            throw new UserFault(fault.getMessage());
        }
    }

    private static Instrument instrument(JournalSource journal, String symbol) {
        try (ReplaySession session = ReplaySession.openForward(journal.storage(), symbol)) {
            return session.instrument();
        }
    }

    /** Runs it; the text is printed at its end, JSON as it goes. */
    private TimelineReport run(JournalSource journal, String symbol, List<Change> changes, DifferenceListener output) {
        ProgressBar bar = source.json()
                ? ProgressBar.besideOutput("what-if", "commands")
                : new ProgressBar(Terminal.ERR, "what-if", "commands", Terminal.isErrorWatched());
        try {
            return WhatIf.run(journal.storage(), symbol, changes, output, bar::progress);
        } finally {
            bar.end();
        }
    }
}
