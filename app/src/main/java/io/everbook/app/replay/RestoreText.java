package io.everbook.app.replay;

import io.everbook.app.terminal.Terminal;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.restore.RestoreDifference;
import io.everbook.replay.restore.RestoreReport;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a restore took, and what is lost by it, for a person, in 80 columns. */
final class RestoreText {

    private static final int LEVELS = 10;

    private RestoreText() {}

    static List<String> lines(RestoredSymbol symbol) {
        RestoreReport report = symbol.report();
        List<String> lines = new ArrayList<>();
        String name = report.instrument().symbol();
        BookView view = report.view();
        String moment = report.timestampNanos() == 0 ? "" : ", " + LadderText.time(report.timestampNanos());
        lines.add(name + " after command " + report.through() + moment);
        lines.add("  digest " + HexFormat.of().toHexDigits(view.digest()) + ", open orders " + view.openOrderCount());
        long commands = report.through() - report.from() + 1;
        lines.add("  taken: " + commands + " commands from " + report.from() + " on, "
                + report.snapshots().size() + " snapshots");
        report.unusable().forEach(file -> lines.add("  damaged, not taken: " + file));
        if (symbol.difference() != null) {
            difference(lines, symbol);
        }
        return lines;
    }

    private static void difference(List<String> lines, RestoredSymbol symbol) {
        RestoreDifference lost = symbol.difference();
        if (lost.fault() != null) {
            lines.add("  what comes after can be read only up to command " + lost.last() + ": " + lost.fault());
        } else if (lost.commands() == 0) {
            lines.add("  not taken: nothing, this is the last command");
            return;
        }
        String moment = lost.timestampNanos() == 0 ? "" : ", " + LadderText.time(lost.timestampNanos());
        lines.add("  not taken: " + lost.commands() + " commands of " + lost.participants() + " participants");
        lines.add("  and the " + lost.trades() + " trades that came of them");
        lines.add("  up to command " + lost.last() + moment);
        book(lines, symbol);
    }

    private static void book(List<String> lines, RestoredSymbol symbol) {
        RestoreDifference lost = symbol.difference();
        if (lost.orders() <= 0) {
            lines.add(
                    lost.orders() == 0
                            ? "  open orders: the same"
                            : "  open orders: the same, in another order of priority");
            return;
        }
        Instrument instrument = symbol.report().instrument();
        lines.add("  open orders that differ (- only then, + only now): " + lost.orders());
        symbol.orders().forEach(order -> lines.add(OrderLine.of(order, instrument)));
        if (lost.orders() > symbol.orders().size()) {
            lines.add("  and " + (lost.orders() - symbol.orders().size()) + " more (--json)");
        }
        lines.add("");
        lines.add("the restored book; marked is what differs from now:");
        lines.addAll(new LadderText(instrument, Terminal.isInteractive())
                .ladder(symbol.report().view(), lost.view(), LEVELS));
        lines.add("");
    }
}
