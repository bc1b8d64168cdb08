package io.everbook.replay.timeline;

/**
 * What can be held at another value. Prices and quantities of a journal are counted in its own ticks and lots, in which
 * a coarser tick or lot is a number of old ones; a finer one changes nothing that a journal can tell.
 */
public enum Setting {
    /** The new tick in old ticks: prices between are refused from then on. */
    TICK(1, Long.MAX_VALUE),

    /** The new lot in old lots: quantities between are refused from then on. */
    LOT(1, Long.MAX_VALUE),

    /** The capacity of the book, in orders. */
    MAX_OPEN_ORDERS(1, 1 << 27),

    /** The lowest price accepted, in ticks; 0 for none. */
    LIMIT_MIN_PRICE(0, Long.MAX_VALUE),

    /** The highest price accepted, in ticks; 0 for none. */
    LIMIT_MAX_PRICE(0, Long.MAX_VALUE),

    /** The largest quantity of one order, in lots; 0 for none. */
    LIMIT_MAX_QUANTITY(0, Long.MAX_VALUE),

    /** The largest product of price and quantity of one order, in ticks times lots; 0 for none. */
    LIMIT_MAX_NOTIONAL(0, Long.MAX_VALUE),

    /** The most open orders of one participant; 0 for no limit. */
    LIMIT_MAX_OPEN_ORDERS(0, Integer.MAX_VALUE);

    private final long min;
    private final long max;

    Setting(long min, long max) {
        this.min = min;
        this.max = max;
    }

    /** {@return whether it is one of the limits that a command can set} */
    public boolean isLimit() {
        return this != TICK && this != LOT && this != MAX_OPEN_ORDERS;
    }

    void check(long value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "the value is out of range: setting=" + this + " value=" + value + " min=" + min + " max=" + max);
        }
    }
}
