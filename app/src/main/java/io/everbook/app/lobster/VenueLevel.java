package io.everbook.app.lobster;

import io.everbook.core.command.Side;

/** The queue at one price in the picture of the exchange, oldest order first. */
final class VenueLevel {

    private final Side side;
    private final long price;
    private VenueOrder first;
    private VenueOrder last;
    private long size;
    private long houseSize;

    VenueLevel(Side side, long price) {
        this.side = side;
        this.price = price;
    }

    Side side() {
        return side;
    }

    long price() {
        return price;
    }

    VenueOrder first() {
        return first;
    }

    /** {@return what is open here, house quantity included} */
    long size() {
        return size;
    }

    /** {@return how much of it is house quantity} */
    long houseSize() {
        return houseSize;
    }

    void append(VenueOrder order) {
        order.previous = last;
        if (last == null) {
            first = order;
        } else {
            last.next = order;
        }
        last = order;
        grow(order, order.size);
    }

    void reduce(VenueOrder order, long by) {
        order.size -= by;
        grow(order, -by);
        if (order.size == 0) {
            unlink(order);
        }
    }

    private void grow(VenueOrder order, long by) {
        size += by;
        houseSize += order.isHouse() ? by : 0;
    }

    private void unlink(VenueOrder order) {
        if (order.previous == null) {
            first = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            last = order.previous;
        } else {
            order.next.previous = order.previous;
        }
    }
}
