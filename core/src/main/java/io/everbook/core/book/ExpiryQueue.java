package io.everbook.core.book;

import java.util.Arrays;

/**
 * Orders that expire, the first to expire in front, of equal times the oldest: a binary heap of time and order id. An
 * order that leaves the book early stays here until its time comes or until half of the entries are of such orders.
 */
final class ExpiryQueue {

    private static final int SLACK = 1024;

    private final OrderBook book;
    private long[] expiryNanos = new long[64];
    private long[] orderIds = new long[64];
    private int size;
    private int live;

    ExpiryQueue(OrderBook book) {
        this.book = book;
    }

    void add(long expiry, long orderId) {
        if (size > live * 2 + SLACK) {
            forgetTheGone();
        }
        if (size == orderIds.length) {
            expiryNanos = Arrays.copyOf(expiryNanos, size * 2);
            orderIds = Arrays.copyOf(orderIds, size * 2);
        }
        expiryNanos[size] = expiry;
        orderIds[size] = orderId;
        rise(size);
        size++;
        live++;
    }

    /** Notes that an order of the queue has left the book. */
    void left() {
        live--;
    }

    /** {@return the slot of the first order whose time is not after the given one, or {@link OrderBook#NONE}} */
    int firstExpired(long timeNanos) {
        while (size > 0 && expiryNanos[0] <= timeNanos) {
            int slot = book.find(orderIds[0]);
            if (slot != OrderBook.NONE) {
                return slot;
            }
            removeFirst();
        }
        return OrderBook.NONE;
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(ExpiryQueue other) {
        expiryNanos = other.expiryNanos.clone();
        orderIds = other.orderIds.clone();
        size = other.size;
        live = other.live;
    }

    private void removeFirst() {
        size--;
        expiryNanos[0] = expiryNanos[size];
        orderIds[0] = orderIds[size];
        sink(0);
    }

    private void forgetTheGone() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (book.find(orderIds[i]) != OrderBook.NONE) {
                expiryNanos[kept] = expiryNanos[i];
                orderIds[kept] = orderIds[i];
                kept++;
            }
        }
        size = kept;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    private boolean before(int a, int b) {
        return expiryNanos[a] < expiryNanos[b] || expiryNanos[a] == expiryNanos[b] && orderIds[a] < orderIds[b];
    }

    private void rise(int from) {
        int place = from;
        while (place > 0 && before(place, (place - 1) / 2)) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void sink(int from) {
        int place = from;
        while (true) {
            int child = place * 2 + 1;
            if (child + 1 < size && before(child + 1, child)) {
                child++;
            }
            if (child >= size || !before(child, place)) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    private void swap(int a, int b) {
        long expiry = expiryNanos[a];
        expiryNanos[a] = expiryNanos[b];
        expiryNanos[b] = expiry;
        long orderId = orderIds[a];
        orderIds[a] = orderIds[b];
        orderIds[b] = orderId;
    }
}
