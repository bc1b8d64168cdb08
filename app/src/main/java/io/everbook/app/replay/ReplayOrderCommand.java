package io.everbook.app.replay;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.replay.biography.OrderBiography;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook replay order}: an order's life. */
@Command(
        name = "order",
        description = {
            "Tell an order's life: when it was entered, how many orders and how much stood ahead of it then and at each"
                    + " change, every trade, its end; and for a refusal or a missing fill the rule that decided, with"
                    + " the book at that moment.",
            "An order's id is the sequence of the command that entered it. An order that stays open is followed to the"
                    + " end of the journal."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay order 4711 --data data",
            "  everbook replay order 4711 --depth 3",
            "  everbook replay order 4711 --json",
            "",
            "Exit codes: 0 it was told, 2 the input cannot be used: no such order, or damage",
            "on the way."
        })
final class ReplayOrderCommand implements Callable<Integer> {

    @Mixin
    private ReplaySource source;

    @Parameters(paramLabel = "ID", description = "The order.")
    private long orderId;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many prices of each side of the book are shown in the text (default: 5).")
    private int depth;

    @Override
    public Integer call() throws IOException {
        Options.check("--depth", depth, 0, Integer.MAX_VALUE);
        ProgressBar bar = new ProgressBar(Terminal.ERR, "replay", "commands", Terminal.isErrorWatched());
        try (JournalSource journal = source.open();
                ReplaySession session = ReplaySession.openForward(journal.storage(), source.symbol(journal))) {
            OrderBiography life = life(session, bar);
            if (source.json()) {
                Terminal.OUT.print(new OrderLifeJson(session.instrument()).text(life));
            } else {
                new OrderLifeText(session.instrument(), depth).lines(life).forEach(Terminal.OUT::println);
            }
            Terminal.OUT.flush();
            return ExitCode.OK;
        }
    }

    private OrderBiography life(ReplaySession session, ProgressBar bar) {
        try {
            return OrderBiography.of(session, orderId, bar::progress);
        } finally {
            bar.end();
        }
    }
}
