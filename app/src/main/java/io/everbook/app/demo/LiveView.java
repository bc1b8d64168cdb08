package io.everbook.app.demo;

import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Shows the market as it trades: redrawn in place on a terminal, one line a second elsewhere. */
final class LiveView {

    private static final int DEPTH = 5;
    private static final String UP = "\u001b[%dA\r\u001b[J";

    private final PrintStream out;
    private final boolean terminal;
    private final Instrument instrument;
    private int drawnLines;

    LiveView(PrintStream out, boolean terminal, Instrument instrument) {
        this.out = out;
        this.terminal = terminal;
        this.instrument = instrument;
    }

    /** One moment of the demonstration. */
    record Moment(long second, long rate, long trades, BookView book, long[][] lastTrades, Histogram latency) {}

    void show(Moment moment) {
        if (terminal) {
            redraw(moment);
        } else {
            out.println(line(moment));
        }
        out.flush();
    }

    private void redraw(Moment moment) {
        if (drawnLines > 0) {
            out.printf(Locale.ROOT, UP, drawnLines);
        }
        StringBuilder text = new StringBuilder();
        text.append("  ").append(instrument.symbol()).append("        bid                            ask\n");
        for (int i = 0; i < DEPTH; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%32s | %-32s%n",
                    side(moment.book().bids(), i),
                    side(moment.book().asks(), i)));
        }
        text.append("  trades ").append(moment.trades()).append(':');
        for (long[] trade : moment.lastTrades()) {
            text.append("  ").append(level(trade[0], trade[1]));
        }
        text.append('\n').append(line(moment)).append('\n');
        out.print(text);
        drawnLines = DEPTH + 3;
    }

    private String line(Moment moment) {
        BookView book = moment.book();
        return String.format(
                Locale.ROOT,
                "  %3d s  %,8d commands/s  %,8d trades  bid %s  ask %s  p50 %s  p99 %s  p99.9 %s",
                moment.second(),
                moment.rate(),
                moment.trades(),
                side(book.bids(), 0),
                side(book.asks(), 0),
                time(moment.latency().getValueAtPercentile(50)),
                time(moment.latency().getValueAtPercentile(99)),
                time(moment.latency().getValueAtPercentile(99.9)));
    }

    private String side(BookView.Levels levels, int level) {
        return level < levels.depth() ? level(levels.priceTicks()[level], levels.quantityLots()[level]) : "-";
    }

    private String level(long priceTicks, long lots) {
        return instrument.tick().format(priceTicks) + " x " + instrument.lot().format(lots);
    }

    /** {@return a duration for people} */
    static String time(long nanos) {
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%d us", nanos / 1_000);
        }
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
