package io.everbook.app.replay;

import io.everbook.core.instrument.Instrument;
import java.math.BigInteger;
import java.util.List;

/** The columns of a ladder: as wide as their widest text, the less needed ones left out where there is no room. */
final class LadderColumns {

    private static final List<String> TITLES = List.of("price", "quantity", "orders", "total", "change");
    private static final int TOTAL = 3;
    private static final int CHANGE = 4;

    /** The mark, a blank and the side. */
    private static final int LEFT = 5;

    private static final int GAP = 2;

    private final Instrument instrument;
    private final int[] widths;

    private LadderColumns(Instrument instrument, int[] widths) {
        this.instrument = instrument;
        this.widths = widths;
    }

    /**
     * Measures what is to be written.
     *
     * @param instrument whose ticks and lots are written as decimals
     * @param levels the lines
     * @param columns how wide a line is at most
     * @return the columns
     */
    static LadderColumns fitting(Instrument instrument, List<LadderLevel> levels, int columns) {
        int[] widths = TITLES.stream().mapToInt(String::length).toArray();
        boolean compared = false;
        for (LadderLevel level : levels) {
            List<String> texts = texts(instrument, level);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], texts.get(i).length());
            }
            compared |= level.mark() != LadderLevel.SAME;
        }
        if (!compared) {
            widths[CHANGE] = 0;
        }
        if (width(widths) > columns) {
            widths[TOTAL] = 0;
        }
        if (width(widths) > columns) {
            widths[CHANGE] = 0;
        }
        return new LadderColumns(instrument, widths);
    }

    String titles() {
        return row(" ", "   ", TITLES);
    }

    String line(String side, LadderLevel level) {
        return row(String.valueOf(level.mark()), side, texts(instrument, level));
    }

    private String row(String mark, String side, List<String> texts) {
        StringBuilder row = new StringBuilder(mark).append(' ').append(side);
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                row.append(" ".repeat(GAP + widths[i] - texts.get(i).length())).append(texts.get(i));
            }
        }
        return row.toString().stripTrailing();
    }

    private static int width(int[] widths) {
        int sum = LEFT;
        for (int width : widths) {
            sum += width > 0 ? GAP + width : 0;
        }
        return sum;
    }

    private static List<String> texts(Instrument instrument, LadderLevel level) {
        String price = DecimalText.of(instrument.tick(), level.priceTicks());
        if (level.mark() == LadderLevel.GONE) {
            return List.of(price, "-", "-", "", change(instrument, level));
        }
        return List.of(
                price,
                DecimalText.of(instrument.lot(), level.quantityLots()),
                String.valueOf(level.orderCount()),
                DecimalText.of(instrument.lot(), level.total()),
                change(instrument, level));
    }

    private static String change(Instrument instrument, LadderLevel level) {
        if (level.mark() == LadderLevel.SAME) {
            return "";
        }
        BigInteger change = level.change();
        return (change.signum() >= 0 ? "+" : "") + DecimalText.of(instrument.lot(), change);
    }
}
