package io.everbook.core.book;

import static io.everbook.core.Invariant.require;
import static io.everbook.core.book.OrderSlab.ORDER_ID;

/**
 * Finds open orders by their ids, which the market counts up. The newest ids lie in a window, a ring of chunks in which
 * each has a place of its own: no hash, no comparison, four bytes an id. As the window moves on, what is still open of
 * its oldest chunk moves, an id at a time, into a hash of the older orders; where that would be more than an eighth of
 * a chunk, the window gets twice as long instead, which moves nothing but the references of its chunks.
 */
final class OrderIndex {

    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_IDS = 1 << CHUNK_SHIFT;
    private static final int CHUNK_MASK = CHUNK_IDS - 1;
    private static final int CROWDED = CHUNK_IDS / 8;

    private final OrderSlab slab;
    private final SlotIndex older = new SlotIndex(64);
    /** By the last bits of an id's chunk: slots plus one, 0 where no order is open. */
    private int[][] window = {new int[CHUNK_IDS]};
    /** By the same, how many orders of a chunk are open. */
    private int[] open = new int[1];

    /** How many ids the window has places for. */
    private long size = CHUNK_IDS;

    private long newest;
    /** Older orders than this are not in the window, however long it is. */
    private long floor;
    /** How many orders of the window's oldest chunk, whose places the newest ids take, may still have to move out. */
    private int leaving;

    OrderIndex(OrderSlab slab) {
        this.slab = slab;
    }

    /** {@return the slot of an order, or {@link OrderSlab#NONE}} */
    int find(long orderId) {
        return inWindow(orderId) ? window[chunk(orderId)][place(orderId)] - 1 : findOlder(orderId);
    }

    /** Adds an order whose id is larger than all before. */
    void add(long orderId, int slot) {
        require(orderId > newest, "the ids of orders count up", orderId);
        while (orderId >>> CHUNK_SHIFT != newest >>> CHUNK_SHIFT) {
            beginChunk(orderId);
        }
        int chunk = chunk(orderId);
        if (leaving != 0) {
            moveOut(chunk, newest + 1, orderId);
        }
        newest = orderId;
        window[chunk][place(orderId)] = slot + 1;
        open[chunk]++;
    }

    /** Removes an order that is there. */
    void remove(long orderId, int slot) {
        if (inWindow(orderId)) {
            int chunk = chunk(orderId);
            window[chunk][place(orderId)] = 0;
            open[chunk]--;
        } else {
            older.remove(SlotIndex.hash(orderId), slot);
        }
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(OrderIndex other) {
        older.copyFrom(other.older);
        window = ArrayCopy.of(other.window, window);
        open = other.open.clone();
        newest = other.newest;
        size = other.size;
        floor = other.floor;
        leaving = other.leaving;
    }

    private boolean inWindow(long orderId) {
        return Long.compareUnsigned(newest - orderId, size) < 0 && orderId > floor;
    }

    private int chunk(long orderId) {
        return (int) (orderId >>> CHUNK_SHIFT) & window.length - 1;
    }

    private static int place(long orderId) {
        return (int) orderId & CHUNK_MASK;
    }

    private int findOlder(long orderId) {
        int hash = SlotIndex.hash(orderId);
        long entry = older.first(hash);
        while (entry != SlotIndex.NONE) {
            int slot = SlotIndex.slot(entry);
            if (slab.word(slot, ORDER_ID) == orderId) {
                return slot;
            }
            entry = older.next(hash, entry);
        }
        return OrderSlab.NONE;
    }

    /** Moves the window on to the chunk behind, or to that of an id where the chunks between would fill the window. */
    private void beginChunk(long orderId) {
        long first = (newest | CHUNK_MASK) + 1;
        int chunk = chunk(first);
        if (leaving != 0) {
            moveOut(chunk(newest), newest + 1, first - 1);
        }
        if (orderId - first >= size) {
            moveAllOut(first);
            first = orderId & -CHUNK_IDS;
        } else if (open[chunk] > CROWDED) {
            lengthen(first);
        }
        chunk = chunk(first);
        if (window[chunk] == null) {
            window[chunk] = new int[CHUNK_IDS];
        }
        leaving = open[chunk];
        newest = first;
        moveOut(chunk, first, first);
    }

    /** Moves the orders that have the places of some ids out of the window. */
    private void moveOut(int chunk, long first, long last) {
        int[] slots = window[chunk];
        for (long id = first; id <= last; id++) {
            int entry = slots[place(id)];
            if (entry != 0) {
                slots[place(id)] = 0;
                open[chunk]--;
                leaving--;
                older.add(SlotIndex.hash(id - size), entry - 1);
            }
        }
    }

    private void moveAllOut(long first) {
        for (long id = first; id < first + size; id += CHUNK_IDS) {
            if (open[chunk(id)] != 0) {
                moveOut(chunk(id), id, id + CHUNK_MASK);
            }
        }
    }

    /** Gives each chunk its place in a window of twice the length, the next one beginning with an id. */
    private void lengthen(long first) {
        floor = Math.max(floor, first - 1 - size);
        size *= 2;
        int[][] shorter = window;
        int[] counts = open;
        window = new int[shorter.length * 2][];
        open = new int[window.length];
        for (int i = 1; i <= shorter.length; i++) {
            long id = first - (long) i * CHUNK_IDS;
            int from = (int) (id >>> CHUNK_SHIFT) & shorter.length - 1;
            window[chunk(id)] = shorter[from];
            open[chunk(id)] = counts[from];
        }
    }
}
