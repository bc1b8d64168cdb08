package io.everbook.app.stream;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Side;
import java.util.Arrays;

/**
 * The best levels of one side, the best one last, so that what changes near it moves little. Beyond its horizon, a
 * price, nothing is known: of a deep book only the best levels were read. It grows up to a number of levels, and then
 * lets go of the worst. Makes no garbage once grown. Used by one thread.
 */
final class Ladder {

    private static final int INITIAL = 64;

    private final int most;
    private final boolean bids;
    private long[] priceTicks = new long[INITIAL];
    private long[] quantityLots = new long[INITIAL];
    private int[] orderCounts = new int[INITIAL];
    private int size;

    /** Whether there may be levels worse than {@link #horizonTicks}, of which nothing is known. */
    private boolean cut;

    private long horizonTicks;

    /**
     * Creates an empty side.
     *
     * @param side which
     * @param most how many levels it keeps, 1 or more
     */
    Ladder(Side side, int most) {
        bids = side == Side.BUY;
        this.most = most;
    }

    /**
     * Takes over levels.
     *
     * @param levels the levels, best first, at most as many as it keeps
     * @param all whether the side has no further ones
     */
    void load(BookView.Levels levels, boolean all) {
        size = 0;
        cut = false;
        for (int i = levels.depth() - 1; i >= 0; i--) {
            insert(size, levels.priceTicks()[i], levels.quantityLots()[i], levels.orderCount()[i]);
        }
        if (!all) {
            cut = true;
            horizonTicks = priceTicks[0];
        }
    }

    /** {@return how many levels are known} */
    int size() {
        return size;
    }

    /** {@return whether these are all levels of the side} */
    boolean isWhole() {
        return !cut;
    }

    /** {@return the price of a level in ticks; 0 is the best one} */
    long priceTicks(int level) {
        return priceTicks[size - 1 - level];
    }

    /** {@return what a level shows in lots} */
    long quantityLots(int level) {
        return quantityLots[size - 1 - level];
    }

    /** {@return how many orders a level has} */
    int orderCount(int level) {
        return orderCounts[size - 1 - level];
    }

    /**
     * Changes a level.
     *
     * @param price its price in ticks
     * @param lots what is added to what it shows; less than 0 takes off
     * @param orders how many orders are added; less than 0 takes off
     * @return false where the level shows less than nothing then, so that this is not the book any more
     */
    boolean change(long price, long lots, int orders) {
        if (cut && isWorse(price, horizonTicks)) {
            return true;
        }
        int at = find(price);
        if (at < 0) {
            if (orders < 1 || lots < 1) {
                return false;
            }
            insert(~at, price, lots, orders);
            return true;
        }
        quantityLots[at] += lots;
        orderCounts[at] += orders;
        if (orderCounts[at] == 0) {
            boolean empty = quantityLots[at] == 0;
            remove(at);
            return empty;
        }
        return quantityLots[at] >= 0 && orderCounts[at] > 0;
    }

    private boolean isWorse(long price, long than) {
        return bids ? price < than : price > than;
    }

    /** {@return where a price stands, or the complement of where it belongs} */
    private int find(long price) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (priceTicks[middle] == price) {
                return middle;
            }
            if (isWorse(priceTicks[middle], price)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    private void insert(int at, long price, long lots, int orders) {
        if (size == priceTicks.length) {
            grow();
        }
        move(at, at + 1, size - at);
        priceTicks[at] = price;
        quantityLots[at] = lots;
        orderCounts[at] = orders;
        size++;
        if (size > most) {
            remove(0);
            cut = true;
            horizonTicks = priceTicks[0];
        }
    }

    private void remove(int at) {
        move(at + 1, at, size - at - 1);
        size--;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(priceTicks, from, priceTicks, to, count);
        System.arraycopy(quantityLots, from, quantityLots, to, count);
        System.arraycopy(orderCounts, from, orderCounts, to, count);
    }

    private void grow() {
        int capacity = Math.min(size * 2, most + 1);
        priceTicks = Arrays.copyOf(priceTicks, capacity);
        quantityLots = Arrays.copyOf(quantityLots, capacity);
        orderCounts = Arrays.copyOf(orderCounts, capacity);
    }
}
