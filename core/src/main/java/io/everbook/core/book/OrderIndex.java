package io.everbook.core.book;

import java.util.Arrays;

/**
 * Finds orders by their ids. Ids are sequences, so neighbours are entered together: sixteen of them share a page of
 * one cache line, in which an order has a place of its own, and only pages are hashed. Storage is in chunks, so growing
 * never copies.
 */
final class OrderIndex {

    static final int NONE = -1;

    private static final int PAGE_SHIFT = 4;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;
    private static final int CHUNK_SHIFT = 7;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
    private static final int COUNT_BITS = 5;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    private final SlotIndex pageByKey = new SlotIndex(1 << 9);
    /** Slots plus one, 0 where there is no order; of a free page the first is the next free page. */
    private int[][] slots = new int[4][];
    /** Of each page its key, the ids without their last four bits, and how many orders it has. */
    private long[][] heads = new long[4][];

    private int used;
    private int free = NONE;
    /** The page that an order was added to last, which takes the next one too, unless its ids are used up. */
    private long lastKey = NONE;

    private int lastPage = NONE;

    /** {@return the slot of an order, or {@link #NONE}} */
    int find(long orderId) {
        int page = page(orderId >>> PAGE_SHIFT);
        return page == NONE ? NONE : slots[page >>> CHUNK_SHIFT][place(page, orderId)] - 1;
    }

    /** Adds an order whose id is not there yet. */
    void add(long orderId, int slot) {
        long key = orderId >>> PAGE_SHIFT;
        if (key != lastKey) {
            turnTo(key);
        }
        slots[lastPage >>> CHUNK_SHIFT][place(lastPage, orderId)] = slot + 1;
        heads[lastPage >>> CHUNK_SHIFT][lastPage & CHUNK_MASK]++;
    }

    /** Removes an order that is there. */
    void remove(long orderId) {
        int page = page(orderId >>> PAGE_SHIFT);
        slots[page >>> CHUNK_SHIFT][place(page, orderId)] = 0;
        long head = --heads[page >>> CHUNK_SHIFT][page & CHUNK_MASK];
        if ((head & COUNT_MASK) == 0 && page != lastPage) {
            release(page, orderId >>> PAGE_SHIFT);
        }
    }

    /** Only now does an empty page go, since the next orders might have filled it. */
    private void turnTo(long key) {
        if (lastPage != NONE && (heads[lastPage >>> CHUNK_SHIFT][lastPage & CHUNK_MASK] & COUNT_MASK) == 0) {
            release(lastPage, lastKey);
        }
        int page = page(key);
        lastPage = page == NONE ? allocate(key) : page;
        lastKey = key;
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(OrderIndex other) {
        pageByKey.copyFrom(other.pageByKey);
        slots = ArrayCopy.of(other.slots, slots);
        heads = ArrayCopy.of(other.heads, heads);
        used = other.used;
        free = other.free;
        lastKey = other.lastKey;
        lastPage = other.lastPage;
    }

    private static int place(int page, long orderId) {
        return (page & CHUNK_MASK) << PAGE_SHIFT | (int) orderId & PAGE_MASK;
    }

    private int page(long key) {
        if (key == lastKey) {
            return lastPage;
        }
        int hash = SlotIndex.hash(key);
        int at = pageByKey.first(hash);
        while (at != SlotIndex.NONE) {
            int page = pageByKey.slot(hash, at);
            if (heads[page >>> CHUNK_SHIFT][page & CHUNK_MASK] >>> COUNT_BITS == key) {
                return page;
            }
            at = pageByKey.next(hash, at);
        }
        return NONE;
    }

    private int allocate(long key) {
        int page = free;
        if (page == NONE) {
            page = used++;
            int chunk = page >>> CHUNK_SHIFT;
            if (chunk == slots.length) {
                slots = Arrays.copyOf(slots, chunk * 2);
                heads = Arrays.copyOf(heads, chunk * 2);
            }
            if (slots[chunk] == null) {
                slots[chunk] = new int[1 << CHUNK_SHIFT + PAGE_SHIFT];
                heads[chunk] = new long[1 << CHUNK_SHIFT];
            }
        } else {
            int first = place(page, 0);
            free = slots[page >>> CHUNK_SHIFT][first];
            slots[page >>> CHUNK_SHIFT][first] = 0;
        }
        heads[page >>> CHUNK_SHIFT][page & CHUNK_MASK] = key << COUNT_BITS;
        pageByKey.add(SlotIndex.hash(key), page);
        return page;
    }

    private void release(int page, long key) {
        pageByKey.remove(SlotIndex.hash(key), page);
        slots[page >>> CHUNK_SHIFT][place(page, 0)] = free;
        free = page;
    }
}
