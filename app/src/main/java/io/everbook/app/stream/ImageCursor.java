package io.everbook.app.stream;

import io.everbook.core.command.Side;

/**
 * How far the image of a book has been sent to one client: bids first, then asks, each best first. An order up to here
 * is kept by updates from then on; one behind comes with a later part. Used by one thread.
 */
final class ImageCursor {

    private Side side = Side.BUY;
    private boolean begun;
    private long priceTicks;
    private long place;
    private boolean complete;

    /** Begins anew, or as one that has been sent all. */
    void reset(boolean sentAll) {
        side = Side.BUY;
        begun = false;
        complete = sentAll;
    }

    /** {@return whether everything has been sent} */
    boolean isComplete() {
        return complete;
    }

    /** {@return the side that is being sent} */
    Side side() {
        return side;
    }

    /** {@return whether anything of that side has been sent} */
    boolean isBegun() {
        return begun;
    }

    /** {@return the price of the last order sent} */
    long priceTicks() {
        return priceTicks;
    }

    /** {@return the place in line of the last order sent} */
    long place() {
        return place;
    }

    /** An order is sent. */
    void move(ShownOrder sent) {
        begun = true;
        priceTicks = sent.priceTicks();
        place = sent.place();
    }

    /** All orders of the side have been sent. */
    void next() {
        complete = side == Side.SELL;
        side = Side.SELL;
        begun = false;
    }

    /** {@return whether an order belongs to what has been sent} */
    boolean covers(ShownOrder order) {
        if (complete || order.side() != side) {
            return complete || order.side() == Side.BUY;
        }
        if (!begun || order.priceTicks() == priceTicks) {
            return begun && order.place() <= place;
        }
        return side == Side.BUY ? order.priceTicks() > priceTicks : order.priceTicks() < priceTicks;
    }
}
