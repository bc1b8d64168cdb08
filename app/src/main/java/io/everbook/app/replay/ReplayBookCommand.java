package io.everbook.app.replay;

import io.everbook.app.json.BookFields;
import io.everbook.app.json.JsonObject;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.condition.ConditionText;
import io.everbook.replay.session.ReplaySession;
import io.everbook.replay.session.StopCondition;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook replay book}: the book as it was. */
@Command(
        name = "book",
        description = {
            "Show the book as it was after a command, or at a moment.",
            "It is rebuilt from the nearest snapshot before, and the commands from there on; checkpoints on the way are"
                    + " compared. The book at a moment includes every command before the first that was stamped later."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay book --data data --at 4711",
            "  everbook replay book --at 2026-11-24T10:31:07.123Z --depth 5",
            "  everbook replay book --at 4711 --orders --depth 1",
            "  everbook replay book --at 4711 --until 'participant 7 and traded'",
            "  everbook replay book --data copy/journals/ACME.journal --at 4711 --json",
            "",
            "Exit codes: 0 it was printed, 2 the input cannot be used: no such place, or",
            "damage on the way."
        })
final class ReplayBookCommand implements Callable<Integer> {

    private static final int DEFAULT_DEPTH = 10;

    @Mixin
    private ReplaySource source;

    @Option(
            names = "--at",
            paramLabel = "SEQ|TIME",
            description = "After which command: its sequence, or a time in ISO-8601 or in nanoseconds since the epoch"
                    + " (default: the last).")
    private String at;

    @Option(
            names = "--until",
            paramLabel = "CONDITION",
            description = "Go on from there (without --at: from the beginning) to the first command that meets a"
                    + " condition in words, such as 'order 17 and traded'.")
    private String until;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many prices of each side (default: 10; of --orders, all).")
    private Integer depth;

    @Option(names = "--orders", description = "Show every order, in the order in which it would trade.")
    private boolean orders;

    @Override
    public Integer call() throws IOException {
        Options.check("--depth", depth == null ? DEFAULT_DEPTH : depth, 0, Integer.MAX_VALUE);
        ProgressBar bar = new ProgressBar(Terminal.ERR, "replay", "commands", Terminal.isErrorWatched());
        try (JournalSource journal = source.open();
                ReplaySession session = ReplaySession.openForward(journal.storage(), source.symbol(journal))) {
            try {
                goThere(session, bar);
                goOn(session, bar);
            } finally {
                bar.end();
            }
            print(session);
            return ExitCode.OK;
        }
    }

    private void goThere(ReplaySession session, ProgressBar bar) {
        if (at == null && until == null) {
            if (session.lostThrough() > 0) {
                throw new UserFault(
                        "a snapshot stands behind the end of the journal, which has lost commands; say which"
                                + " book is meant with --at: last=" + session.lastSequence() + " lostThrough="
                                + session.lostThrough() + " path=" + source.path());
            }
            session.requireWholeEnd();
            session.goTo(session.lastSequence(), bar::progress);
        } else if (at != null) {
            Place.goTo(session, "--at", at, bar::progress);
        }
    }

    private void goOn(ReplaySession session, ProgressBar bar) {
        if (until == null) {
            return;
        }
        StopCondition condition = ConditionText.parse(until, session.instrument());
        long from = session.sequence();
        if (!session.runUntil(condition, bar::progress)) {
            throw new UserFault("no command from there to the end meets the condition: --until=" + until + " from="
                    + from + " last=" + session.lastSequence());
        }
    }

    private void print(ReplaySession session) {
        if (orders) {
            new OrderRows(session, depth == null ? Integer.MAX_VALUE : depth).print(Terminal.OUT, source.json());
        } else if (source.json()) {
            Terminal.OUT.print(json(session));
        } else {
            ladder(session);
        }
        Terminal.OUT.flush();
    }

    private void ladder(ReplaySession session) {
        LadderText text = new LadderText(session.instrument(), false);
        BookView view = session.market().view(Integer.MAX_VALUE);
        text.heading(view, session.timestampNanos()).forEach(Terminal.OUT::println);
        text.ladder(view, null, depth()).forEach(Terminal.OUT::println);
    }

    private String json(ReplaySession session) {
        Instrument instrument = session.instrument();
        BookView view = session.market().view(depth());
        return JsonObject.line(json -> {
            BookFields.summary(json, view, instrument);
            JsonObject.number(json, "timestamp", session.timestampNanos(), session.timestampNanos() != 0);
            BookFields.levels(json, view, instrument);
        });
    }

    private int depth() {
        return depth == null ? DEFAULT_DEPTH : depth;
    }
}
