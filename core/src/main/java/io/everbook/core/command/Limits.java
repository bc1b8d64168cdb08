package io.everbook.core.command;

/** The limits of one instrument, as a command sets them and a market keeps them; 0 means unlimited throughout. */
public final class Limits {

    private long minPriceTicks;
    private long maxPriceTicks;
    private long maxQuantityLots;
    private long maxNotional;
    private int maxOpenOrders;

    /** Lifts every limit. */
    public void clear() {
        minPriceTicks = 0;
        maxPriceTicks = 0;
        maxQuantityLots = 0;
        maxNotional = 0;
        maxOpenOrders = 0;
    }

    /**
     * Takes over the limits of another.
     *
     * @param other the limits to copy; not kept
     */
    public void copyFrom(Limits other) {
        minPriceTicks = other.minPriceTicks;
        maxPriceTicks = other.maxPriceTicks;
        maxQuantityLots = other.maxQuantityLots;
        maxNotional = other.maxNotional;
        maxOpenOrders = other.maxOpenOrders;
    }

    /** {@return whether nothing is limited} */
    public boolean isEmpty() {
        return (minPriceTicks | maxPriceTicks | maxQuantityLots | maxNotional | maxOpenOrders) == 0;
    }

    /** {@return the lowest price accepted, in ticks} */
    public long minPriceTicks() {
        return minPriceTicks;
    }

    /** {@return the highest price accepted, in ticks} */
    public long maxPriceTicks() {
        return maxPriceTicks;
    }

    /** {@return the largest order quantity accepted, in lots} */
    public long maxQuantityLots() {
        return maxQuantityLots;
    }

    /** {@return the largest product of price in ticks and quantity in lots of one order} */
    public long maxNotional() {
        return maxNotional;
    }

    /** {@return the most open orders of one participant} */
    public int maxOpenOrders() {
        return maxOpenOrders;
    }

    /**
     * Sets the price band.
     *
     * @param min the lowest price accepted, in ticks
     * @param max the highest price accepted, in ticks
     */
    public void priceBand(long min, long max) {
        minPriceTicks = min;
        maxPriceTicks = max;
    }

    /** Sets the largest order quantity accepted, in lots. */
    public void maxQuantityLots(long value) {
        maxQuantityLots = value;
    }

    /** Sets the largest product of price in ticks and quantity in lots of one order. */
    public void maxNotional(long value) {
        maxNotional = value;
    }

    /** Sets the most open orders of one participant. */
    public void maxOpenOrders(int value) {
        maxOpenOrders = value;
    }
}
