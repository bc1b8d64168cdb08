package io.everbook.app.replay;

import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The ladder of a book as a person wants to see it: asks above bids, the best of each at the spread, one line a price,
 * at most 80 columns. What differs from an earlier book is marked: {@code +} a new price, {@code -} a price that is
 * gone, {@code *} another quantity or another number of orders, and the change of quantity behind it.
 */
public final class LadderText {

    /** How wide a line is at most. */
    public static final int COLUMNS = 80;

    private static final String RESET = "\u001b[0m";

    private final Instrument instrument;
    private final boolean coloured;

    /**
     * Prepares it for one instrument.
     *
     * @param instrument whose ticks and lots are written as decimals
     * @param coloured whether marked lines are coloured for a terminal, too
     */
    public LadderText(Instrument instrument, boolean coloured) {
        this.instrument = instrument;
        this.coloured = coloured;
    }

    /**
     * Says which book it is, in two lines or, where numbers are very long, more.
     *
     * @param view the book
     * @param timestampNanos the time of its last command, nanoseconds since the epoch; 0 where it is not known
     * @return the lines
     */
    public List<String> heading(BookView view, long timestampNanos) {
        List<String> lines = new ArrayList<>();
        String moment = timestampNanos == 0 ? "" : time(timestampNanos);
        wrap(lines, instrument.symbol() + " after command " + view.sequence(), moment);
        String trade = view.lastTradeId() == 0
                ? "no trade yet"
                : "last trade " + view.lastTradeId() + " at "
                        + instrument.tick().format(view.lastTradePriceTicks());
        String digest = "digest " + HexFormat.of().toHexDigits(view.digest());
        wrap(lines, trade, "open orders " + view.openOrderCount(), digest);
        return lines;
    }

    private static void wrap(List<String> lines, String... parts) {
        StringBuilder line = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (line.length() + 2 + parts[i].length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() || parts[i].isEmpty() ? "" : ", ").append(parts[i]);
        }
        lines.add(line.toString());
    }

    /**
     * Draws the ladder. Both books are to be whole, or deeper than what is drawn: a price that lies beyond the depth of
     * the earlier one would be marked as new.
     *
     * @param view the book
     * @param earlier the book that it is compared with; null to mark nothing
     * @param depth how many levels of each side are drawn at most, 0 or more, and besides as many of those that are
     *     gone and whose prices are among theirs
     * @return the lines: a line of titles, asks with the best one last, the spread, bids with the best one first
     */
    public List<String> ladder(BookView view, BookView earlier, int depth) {
        List<LadderLevel> asks = LadderLevel.side(view.asks(), earlier == null ? null : earlier.asks(), depth, 1);
        List<LadderLevel> bids = LadderLevel.side(view.bids(), earlier == null ? null : earlier.bids(), depth, -1);
        List<LadderLevel> drawnAsks = drawn(asks, depth);
        List<LadderLevel> drawnBids = drawn(bids, depth);
        List<LadderLevel> all = new ArrayList<>(drawnAsks);
        all.addAll(drawnBids);
        LadderColumns columns = LadderColumns.fitting(instrument, all, COLUMNS);
        List<String> lines = new ArrayList<>();
        lines.add(columns.titles());
        hidden(lines, "asks", view.asks().depth() - depth, asks.size() - drawnAsks.size());
        for (int i = drawnAsks.size() - 1; i >= 0; i--) {
            lines.add(marked(drawnAsks.get(i), columns.line("ask", drawnAsks.get(i))));
        }
        lines.add(spread(view));
        drawnBids.forEach(level -> lines.add(marked(level, columns.line("bid", level))));
        hidden(lines, "bids", view.bids().depth() - depth, bids.size() - drawnBids.size());
        return lines;
    }

    /**
     * Writes a moment for people.
     *
     * @param epochNanos nanoseconds since the epoch
     * @return ISO-8601 in UTC, with as many decimals as it has, in groups of three
     */
    public static String time(long epochNanos) {
        return Instant.EPOCH.plusNanos(epochNanos).toString();
    }

    private String spread(BookView view) {
        boolean asks = view.asks().depth() > 0;
        boolean bids = view.bids().depth() > 0;
        if (asks && bids) {
            long ticks = view.asks().priceTicks()[0] - view.bids().priceTicks()[0];
            return "  --- spread " + instrument.tick().format(ticks);
        }
        return asks ? "  --- no bids" : bids ? "  --- no asks" : "  --- nothing in the book";
    }

    /** A sweep may take out any number of prices; no more of them are drawn than of those that are there. */
    private static List<LadderLevel> drawn(List<LadderLevel> levels, int depth) {
        List<LadderLevel> drawn = new ArrayList<>();
        int gone = 0;
        for (LadderLevel level : levels) {
            if (level.mark() != LadderLevel.GONE || gone++ < depth) {
                drawn.add(level);
            }
        }
        return drawn;
    }

    private static void hidden(List<String> lines, String side, int there, int gone) {
        List<String> parts = new ArrayList<>();
        if (there > 0) {
            parts.add(there + " more " + side);
        }
        if (gone > 0) {
            parts.add(gone + " more that are gone");
        }
        if (!parts.isEmpty()) {
            lines.add("  ... " + String.join(", ", parts));
        }
    }

    private String marked(LadderLevel level, String line) {
        if (!coloured || level.mark() == LadderLevel.SAME) {
            return line;
        }
        String colour = switch (level.mark()) {
            case LadderLevel.NEW -> "\u001b[32m";
            case LadderLevel.GONE -> "\u001b[31m";
            default -> "\u001b[33m";
        };
        return colour + line + RESET;
    }
}
