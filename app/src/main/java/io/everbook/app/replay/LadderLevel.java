package io.everbook.app.replay;

import io.everbook.core.book.BookView.Levels;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a ladder: a price with what is open at it, and what was open at it in the earlier book.
 *
 * @param priceTicks the price
 * @param quantityLots what is open now; 0 where the price is gone
 * @param orderCount how many orders are open now
 * @param total what is open at this and at all better prices, in lots
 * @param earlierLots what was open at it earlier; 0 where the price is new
 * @param mark how it differs from the earlier book
 */
record LadderLevel(long priceTicks, long quantityLots, int orderCount, BigInteger total, long earlierLots, char mark) {

    static final char SAME = ' ';
    static final char NEW = '+';
    static final char GONE = '-';
    static final char CHANGED = '*';

    /** {@return how much more, or with a minus how much less, is open than earlier} */
    BigInteger change() {
        return BigInteger.valueOf(quantityLots).subtract(BigInteger.valueOf(earlierLots));
    }

    /**
     * Lines up one side with the earlier one.
     *
     * @param now the levels, best first
     * @param earlier the levels that they are compared with; null for none
     * @param depth how many of the levels are wanted
     * @param direction 1 where a worse price is a higher one, -1 where it is a lower one
     * @return the lines, best first; a level that is gone is among them where its price is
     */
    static List<LadderLevel> side(Levels now, Levels earlier, int depth, int direction) {
        List<LadderLevel> lines = new ArrayList<>();
        int shown = Math.min(depth, now.depth());
        BigInteger total = BigInteger.ZERO;
        int before = 0;
        for (int i = 0; i < shown; i++) {
            long price = now.priceTicks()[i];
            while (before < depthOf(earlier) && (price - earlier.priceTicks()[before]) * direction > 0) {
                lines.add(gone(earlier, before++, total));
            }
            total = total.add(BigInteger.valueOf(now.quantityLots()[i]));
            boolean known = before < depthOf(earlier) && earlier.priceTicks()[before] == price;
            lines.add(level(now, i, total, earlier, known ? before : -1));
            before += known ? 1 : 0;
        }
        while (shown == now.depth() && before < depthOf(earlier)) {
            lines.add(gone(earlier, before++, total));
        }
        return lines;
    }

    private static int depthOf(Levels levels) {
        return levels == null ? 0 : levels.depth();
    }

    private static LadderLevel level(Levels now, int i, BigInteger total, Levels earlier, int before) {
        long lots = now.quantityLots()[i];
        int orders = now.orderCount()[i];
        if (before < 0) {
            return new LadderLevel(now.priceTicks()[i], lots, orders, total, 0, earlier == null ? SAME : NEW);
        }
        long earlierLots = earlier.quantityLots()[before];
        boolean same = earlierLots == lots && earlier.orderCount()[before] == orders;
        return new LadderLevel(now.priceTicks()[i], lots, orders, total, earlierLots, same ? SAME : CHANGED);
    }

    private static LadderLevel gone(Levels earlier, int at, BigInteger total) {
        return new LadderLevel(earlier.priceTicks()[at], 0, 0, total, earlier.quantityLots()[at], GONE);
    }
}
