package io.everbook.app.lobster;

import io.everbook.core.command.Side;

/** The current row of a message file, checked. */
final class LobsterMessage {

    /** More than a day, because some files go on after midnight. */
    static final long MAX_SECONDS = 200_000;

    static final int NEW_ORDER = 1;
    static final int REDUCTION = 2;
    static final int DELETION = 3;
    static final int EXECUTION = 4;
    static final int HIDDEN_EXECUTION = 5;
    static final int CROSS_TRADE = 6;
    static final int STATE = 7;

    /** The prices of a {@link #STATE} row: what the exchange does. */
    static final long HALT = -1;

    static final long RESUME_QUOTING = 0;
    static final long RESUME_TRADING = 1;

    private static final int COLUMNS = 6;

    private long timeNanos;
    private int type;
    private long orderId;
    private long size;
    private long price;
    private Side side;

    /** Takes over the current row of a file. */
    void read(CsvReader row) {
        if (row.columnCount() < COLUMNS) {
            throw row.invalid("a message has " + COLUMNS + " columns: columns=" + row.columnCount());
        }
        timeNanos = row.column(0);
        if (row.column(1) < NEW_ORDER || row.column(1) > STATE) {
            throw row.invalid("a message's type is 1 to 7: type=" + row.column(1));
        }
        type = (int) row.column(1);
        orderId = row.column(2);
        size = row.column(3);
        price = row.column(4);
        side = row.column(5) == 1 ? Side.BUY : Side.SELL;
        if (type <= EXECUTION) {
            checkOrder(row);
        } else if (type == STATE && (price < HALT || price > RESUME_TRADING)) {
            throw row.invalid("the price of a halt is -1, 0 or 1: price=" + price);
        }
    }

    private void checkOrder(CsvReader row) {
        if (size < 1 || price < 1) {
            throw row.invalid("size and price must be positive: size=" + size + " price=" + price);
        }
        if (row.column(5) != 1 && row.column(5) != -1) {
            throw row.invalid("the direction is 1 or -1: direction=" + row.column(5));
        }
    }

    /** {@return nanoseconds after midnight} */
    long timeNanos() {
        return timeNanos;
    }

    int type() {
        return type;
    }

    long orderId() {
        return orderId;
    }

    long size() {
        return size;
    }

    /** {@return dollars times 10,000} */
    long price() {
        return price;
    }

    /** {@return the side of the resting order that the message speaks of} */
    Side side() {
        return side;
    }
}
