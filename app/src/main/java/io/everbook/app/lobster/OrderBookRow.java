package io.everbook.app.lobster;

import io.everbook.core.command.Side;

/** The current row of an order-book file: the best levels of each side that are not empty, best first. */
final class OrderBookRow {

    private static final int COLUMNS_PER_LEVEL = 4;

    private final CsvReader file;
    private int depth;
    private final int[] counts = new int[2];
    private long[][] prices = new long[2][0];
    private long[][] sizes = new long[2][0];

    OrderBookRow(CsvReader file) {
        this.file = file;
    }

    /** Takes over the current row. */
    void read() {
        int columns = file.columnCount();
        if (depth == 0) {
            depth = columns / COLUMNS_PER_LEVEL;
            prices = new long[2][depth];
            sizes = new long[2][depth];
        }
        if (columns == 0 || columns != depth * COLUMNS_PER_LEVEL) {
            throw file.invalid("each row has " + COLUMNS_PER_LEVEL + " columns a level, as many as the first row:"
                    + " columns=" + columns + " levels=" + depth);
        }
        readSide(Side.SELL, 0);
        readSide(Side.BUY, 2);
    }

    private void readSide(Side side, int offset) {
        int s = side.ordinal();
        int count = 0;
        for (int level = 0; level < depth; level++) {
            long price = file.column(level * COLUMNS_PER_LEVEL + offset);
            long size = file.column(level * COLUMNS_PER_LEVEL + offset + 1);
            if (size == 0) {
                continue;
            }
            boolean ordered = count == 0 || VenueSide.key(side, price) > VenueSide.key(side, prices[s][count - 1]);
            if (size < 0 || price < 1 || !ordered) {
                throw file.invalid("levels must be positive and stand best first: level=" + (level + 1) + " price="
                        + price + " size=" + size);
            }
            prices[s][count] = price;
            sizes[s][count] = size;
            count++;
        }
        counts[s] = count;
    }

    /** {@return how many levels of a side there are} */
    int count(Side side) {
        return counts[side.ordinal()];
    }

    /** {@return whether a side has as many levels as a row can show, so that there may be more} */
    boolean isFull(Side side) {
        return count(side) == depth;
    }

    long price(Side side, int level) {
        return prices[side.ordinal()][level];
    }

    long size(Side side, int level) {
        return sizes[side.ordinal()][level];
    }
}
