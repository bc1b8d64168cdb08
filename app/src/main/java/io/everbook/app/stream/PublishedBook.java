package io.everbook.app.stream;

import io.everbook.core.command.Side;

/**
 * The best levels of a market as they were last sent, and what has changed since the time before. Its arrays are used
 * again; used by one thread.
 */
final class PublishedBook {

    private final Levels bids;
    private final Levels asks;
    private long sequence;
    private long timestampNanos;

    PublishedBook(int most) {
        bids = new Levels(most, true);
        asks = new Levels(most, false);
    }

    /** Some levels of one side, as parallel arrays. */
    static final class Levels {

        private final boolean falling;
        private long[] prices;
        private long[] lots;
        private int[] orders;
        private int size;
        private long[] oldPrices;
        private long[] oldLots;
        private int[] oldOrders;
        private final long[] changed;
        private int changedCount;

        private Levels(int most, boolean falling) {
            this.falling = falling;
            prices = new long[most];
            lots = new long[most];
            orders = new int[most];
            oldPrices = new long[most];
            oldLots = new long[most];
            oldOrders = new int[most];
            changed = new long[2 * most];
        }

        int size() {
            return size;
        }

        long price(int level) {
            return prices[level];
        }

        long lots(int level) {
            return lots[level];
        }

        int orders(int level) {
            return orders[level];
        }

        /** {@return how many prices have changed} */
        int changedCount() {
            return changedCount;
        }

        long changedPrice(int index) {
            return changed[index];
        }

        /** {@return the level of a price, or -1} */
        int find(long price) {
            int low = 0;
            int high = size - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (prices[middle] == price) {
                    return middle;
                }
                if (isBetter(prices[middle], price)) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -1;
        }

        private boolean isBetter(long price, long than) {
            return falling ? price > than : price < than;
        }

        private void take(Ladder ladder) {
            swap();
            int oldSize = size;
            size = Math.min(ladder.size(), prices.length);
            for (int i = 0; i < size; i++) {
                prices[i] = ladder.priceTicks(i);
                lots[i] = ladder.quantityLots(i);
                orders[i] = ladder.orderCount(i);
            }
            compare(oldSize);
        }

        private void swap() {
            long[] swapped = prices;
            prices = oldPrices;
            oldPrices = swapped;
            swapped = lots;
            lots = oldLots;
            oldLots = swapped;
            int[] swappedOrders = orders;
            orders = oldOrders;
            oldOrders = swappedOrders;
        }

        private void compare(int oldSize) {
            changedCount = 0;
            int old = 0;
            int now = 0;
            while (old < oldSize || now < size) {
                boolean both = old < oldSize && now < size;
                if (both && oldPrices[old] == prices[now]) {
                    if (oldLots[old] != lots[now] || oldOrders[old] != orders[now]) {
                        changed[changedCount++] = prices[now];
                    }
                    old++;
                    now++;
                } else if (now == size || both && isBetter(oldPrices[old], prices[now])) {
                    changed[changedCount++] = oldPrices[old++];
                } else {
                    changed[changedCount++] = prices[now++];
                }
            }
        }
    }

    /**
     * Takes over the best levels of a book between two commands. Where none of them changed, its sequence stays, so
     * that each update follows the one before.
     *
     * @param book the book
     * @param eventNanos the time of its last command
     * @return whether any level changed
     */
    boolean advance(FoldedBook book, long eventNanos) {
        bids.take(book.side(Side.BUY));
        asks.take(book.side(Side.SELL));
        boolean changed = bids.changedCount > 0 || asks.changedCount > 0;
        if (changed) {
            sequence = book.sequence();
            timestampNanos = eventNanos;
        }
        return changed;
    }

    /** Takes over a book whose earlier states were sent to nobody. */
    void begin(FoldedBook book, long eventNanos) {
        advance(book, eventNanos);
        sequence = book.sequence();
        timestampNanos = eventNanos;
    }

    /** {@return whether the best level of a side has changed} */
    boolean topChanged() {
        return topChanged(bids) || topChanged(asks);
    }

    private static boolean topChanged(Levels side) {
        return side.changedCount > 0
                && (side.size == 0
                        || side.changed[0] == side.prices[0]
                        || side.isBetter(side.changed[0], side.prices[0]));
    }

    Levels bids() {
        return bids;
    }

    Levels asks() {
        return asks;
    }

    long sequence() {
        return sequence;
    }

    /** {@return the time of the last command in it, in nanoseconds since the epoch; 0 where it is not known} */
    long timestampNanos() {
        return timestampNanos;
    }
}
