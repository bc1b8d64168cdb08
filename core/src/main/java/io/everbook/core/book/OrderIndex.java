package io.everbook.core.book;

import java.util.Arrays;

/**
 * Finds orders by numbers that somebody counts up: by their ids, which the market counts, or by their requests, which
 * each participant counts. Neighbours are entered together, so they share a page, in which an order has a place of its
 * own, and only pages are hashed. The page of each counter's last number is remembered, and in a table without chains
 * the pages that were found last: what it says is checked in the page itself, so it may be wrong. Storage is in chunks,
 * so growing never copies.
 */
final class OrderIndex {

    static final int NONE = -1;

    private static final int MAX_RECENT = 1 << 16;
    private static final int CHUNK_SHIFT = 7;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private final int pageShift;
    private final int pageMask;
    private final int countBits;
    private final int countMask;
    private final SlotIndex pageByKey = new SlotIndex(1 << 9);
    /** Slots plus one, 0 where there is no order; of a free page the first is the next free page. */
    private int[][] slots = new int[4][];
    /** Of each page its key, the numbers without their last bits, and how many orders it has; then its counter. */
    private long[][] heads = new long[4][];

    private int used;
    private int free = NONE;
    /** By counter, the page that an order was added to last; it stays while empty, since the next one may fill it. */
    private long[] lastKeys = {NONE};

    private int[] lastPages = {NONE};
    /** By counter, the largest key that a page was made for; a larger one has none, which need not be looked up. */
    private long[] largestKeys = {NONE};

    /** By hash, the page that was found last; as many as there are pages, up to a bound that caches hold. */
    private int[] recentPages = new int[64];

    /**
     * Makes an empty index.
     *
     * @param pageShift the binary logarithm of how many neighbours share a page
     */
    OrderIndex(int pageShift) {
        this.pageShift = pageShift;
        pageMask = (1 << pageShift) - 1;
        countBits = pageShift + 1;
        countMask = (1 << countBits) - 1;
    }

    /** {@return the slot of an order, or {@link #NONE}} */
    int find(int counter, long number) {
        int page = page(counter, number >>> pageShift);
        return page == NONE ? NONE : slots[page >>> CHUNK_SHIFT][place(page, number)] - 1;
    }

    /**
     * Adds an order whose number, 0 or more, is not there yet.
     *
     * @return the page it is on, which {@link #remove} asks for
     */
    int add(int counter, long number, int slot) {
        if (counter >= lastKeys.length) {
            growCounters(counter);
        }
        long key = number >>> pageShift;
        if (key != lastKeys[counter]) {
            turnTo(counter, key);
        }
        int page = lastPages[counter];
        slots[page >>> CHUNK_SHIFT][place(page, number)] = slot + 1;
        heads[page >>> CHUNK_SHIFT][head(page)]++;
        return page;
    }

    /** Removes an order that is there, from the page it was added to. */
    void remove(int page, int counter, long number) {
        slots[page >>> CHUNK_SHIFT][place(page, number)] = 0;
        long head = --heads[page >>> CHUNK_SHIFT][head(page)];
        if ((head & countMask) == 0 && page != lastPages[counter]) {
            release(page, counter, number >>> pageShift);
        }
    }

    private void growCounters(int counter) {
        int from = lastKeys.length;
        int capacity = Math.max(counter + 1, from * 2);
        lastKeys = Arrays.copyOf(lastKeys, capacity);
        lastPages = Arrays.copyOf(lastPages, capacity);
        Arrays.fill(lastKeys, from, capacity, NONE);
        Arrays.fill(lastPages, from, capacity, NONE);
        largestKeys = Arrays.copyOf(largestKeys, capacity);
        Arrays.fill(largestKeys, from, capacity, NONE);
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(OrderIndex other) {
        pageByKey.copyFrom(other.pageByKey);
        slots = ArrayCopy.of(other.slots, slots);
        heads = ArrayCopy.of(other.heads, heads);
        used = other.used;
        free = other.free;
        lastKeys = other.lastKeys.clone();
        lastPages = other.lastPages.clone();
        largestKeys = other.largestKeys.clone();
    }

    private void turnTo(int counter, long key) {
        int last = lastPages[counter];
        if (last != NONE && (heads[last >>> CHUNK_SHIFT][head(last)] & countMask) == 0) {
            release(last, counter, lastKeys[counter]);
        }
        int page = NONE;
        if (key > largestKeys[counter]) {
            largestKeys[counter] = key;
        } else {
            page = page(counter, key);
        }
        lastPages[counter] = page == NONE ? allocate(counter, key) : page;
        lastKeys[counter] = key;
    }

    private int place(int page, long number) {
        return (page & CHUNK_MASK) << pageShift | (int) number & pageMask;
    }

    private static int head(int page) {
        return (page & CHUNK_MASK) << 1;
    }

    private int page(int counter, long key) {
        if (counter < lastKeys.length && lastKeys[counter] == key) {
            return lastPages[counter];
        }
        int hash = SlotIndex.hash(counter, key);
        int recent = recentPages[hash & recentPages.length - 1];
        return recent < used && isPage(recent, counter, key) ? recent : hashedPage(hash, counter, key);
    }

    private int hashedPage(int hash, int counter, long key) {
        int at = pageByKey.first(hash);
        while (at != SlotIndex.NONE) {
            int page = pageByKey.slot(hash, at);
            if (isPage(page, counter, key)) {
                recentPages[hash & recentPages.length - 1] = page;
                return page;
            }
            at = pageByKey.next(hash, at);
        }
        return NONE;
    }

    private boolean isPage(int page, int counter, long key) {
        long[] chunk = heads[page >>> CHUNK_SHIFT];
        return chunk[head(page)] >>> countBits == key && chunk[head(page) + 1] == counter;
    }

    private int allocate(int counter, long key) {
        int page = free;
        if (page == NONE) {
            page = used++;
            grow(page >>> CHUNK_SHIFT);
        } else {
            int first = place(page, 0);
            free = slots[page >>> CHUNK_SHIFT][first];
            slots[page >>> CHUNK_SHIFT][first] = 0;
        }
        heads[page >>> CHUNK_SHIFT][head(page)] = key << countBits;
        heads[page >>> CHUNK_SHIFT][head(page) + 1] = counter;
        pageByKey.add(SlotIndex.hash(counter, key), page);
        return page;
    }

    private void grow(int chunk) {
        if (chunk == slots.length) {
            slots = Arrays.copyOf(slots, chunk * 2);
            heads = Arrays.copyOf(heads, chunk * 2);
        }
        if (used > recentPages.length && recentPages.length < MAX_RECENT) {
            recentPages = new int[recentPages.length * 2];
        }
        if (slots[chunk] == null) {
            slots[chunk] = new int[1 << CHUNK_SHIFT + pageShift];
            heads[chunk] = new long[2 << CHUNK_SHIFT];
        }
    }

    private void release(int page, int counter, long key) {
        pageByKey.remove(SlotIndex.hash(counter, key), page);
        // Belongs to nobody, whatever the table of the pages found last says.
        heads[page >>> CHUNK_SHIFT][head(page) + 1] = NONE;
        slots[page >>> CHUNK_SHIFT][place(page, 0)] = free;
        free = page;
    }
}
