package io.everbook.app.stream;

import io.everbook.core.command.Side;

/** An order as everybody may see it. Used by one thread at a time. */
final class ShownOrder {

    private final long orderId;
    private final Side side;
    private final long priceTicks;
    private long lots;
    private long place;

    /**
     * Creates one that is in no line yet.
     *
     * @param orderId its id
     * @param side its side
     * @param priceTicks its price
     * @param lots what it shows
     */
    ShownOrder(long orderId, Side side, long priceTicks, long lots) {
        this.orderId = orderId;
        this.side = side;
        this.priceTicks = priceTicks;
        this.lots = lots;
    }

    long orderId() {
        return orderId;
    }

    Side side() {
        return side;
    }

    long priceTicks() {
        return priceTicks;
    }

    /** {@return what it shows, in lots} */
    long lots() {
        return lots;
    }

    void addLots(long more) {
        lots += more;
    }

    /** {@return its place in line: within its price, the lower one trades first} */
    long place() {
        return place;
    }

    void place(long next) {
        place = next;
    }
}
