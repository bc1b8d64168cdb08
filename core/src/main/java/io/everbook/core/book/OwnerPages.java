package io.everbook.core.book;

import static io.everbook.core.Invariant.require;
import static io.everbook.core.book.OrderSlab.OWNER_PAGE;
import static io.everbook.core.book.OrderSlab.OWNER_PLACE;
import static io.everbook.core.book.OrderSlab.REQUEST_ID;

import java.util.Arrays;

/**
 * The pages on which participants' orders are listed, 32 places each, filled in order of entry. An order that leaves
 * only takes itself off the count of its page: whether a place still means the order it names, the order itself tells.
 * Beside each order stands how far its request is behind the page's first one; requests are counted up, so a page is
 * sorted by them too. An order without a request repeats the one before it. Storage is in chunks, so growing never
 * copies.
 */
final class OwnerPages {

    static final int NONE = -1;
    static final int PLACES = 32;

    /** Words of a page: the id of its first order, ever larger from page to page of a participant. */
    static final int FIRST_ORDER = 0;

    /** The least request that can be on it, never smaller from page to page of a participant. */
    static final int FIRST_REQUEST = 1;

    /** The last request that was listed on it, or would have been. */
    static final int LAST_REQUEST = 3;

    /** How many places have been filled | how many of the orders are open; of a free page the next free one. */
    private static final int FILLED_AND_OPEN = 2;

    private static final long FILLED_AND_OPEN_ONE = (1L << 32) + 1;
    private static final int HEAD_SHIFT = 2;
    private static final int PLACES_SHIFT = 6;
    private static final int CHUNK_SHIFT = 6;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private final OrderSlab slab;
    private long[][] heads = new long[4][];
    /** Two ints a place: the slot, and how far its request is behind the page's first. */
    private int[][] places = new int[4][];

    private int used;
    private int free = NONE;

    OwnerPages(OrderSlab slab) {
        this.slab = slab;
    }

    /** {@return a word of a page} */
    long head(int page, int word) {
        return heads[page >>> CHUNK_SHIFT][(page & CHUNK_MASK) << HEAD_SHIFT | word];
    }

    private void head(int page, int word, long value) {
        heads[page >>> CHUNK_SHIFT][(page & CHUNK_MASK) << HEAD_SHIFT | word] = value;
    }

    private int filled(int page) {
        return (int) (head(page, FILLED_AND_OPEN) >>> 32);
    }

    /** {@return how many orders of a page are open} */
    int open(int page) {
        return (int) head(page, FILLED_AND_OPEN);
    }

    private int[] places(int page) {
        return places[page >>> CHUNK_SHIFT];
    }

    private static int at(int page, int place) {
        return (page & CHUNK_MASK) << PLACES_SHIFT | place << 1;
    }

    /**
     * Lists an order at the next place of a page, its request, where it has one, larger than all before.
     *
     * @return whether there was such a place
     */
    boolean add(int page, int slot, long orderId, long requestId) {
        long[] chunk = heads[page >>> CHUNK_SHIFT];
        int head = (page & CHUNK_MASK) << HEAD_SHIFT;
        long filledAndOpen = chunk[head + FILLED_AND_OPEN];
        int filled = (int) (filledAndOpen >>> 32);
        long last = chunk[head + LAST_REQUEST];
        long request = requestId == 0 ? last : requestId;
        require(request >= last, "a participant's requests count up", requestId);
        if (filled == 0) {
            chunk[head + FIRST_ORDER] = orderId;
            chunk[head + FIRST_REQUEST] = request;
        }
        long behind = request - chunk[head + FIRST_REQUEST];
        if (filled == PLACES || behind > Integer.MAX_VALUE) {
            return false;
        }
        chunk[head + FILLED_AND_OPEN] = filledAndOpen + FILLED_AND_OPEN_ONE;
        chunk[head + LAST_REQUEST] = request;
        put(page, filled, slot, (int) behind);
        return true;
    }

    private void put(int page, int place, int slot, int behind) {
        int[] chunk = places(page);
        int at = at(page, place);
        chunk[at] = slot;
        chunk[at + 1] = behind;
        slab.listed(slot, page, place);
    }

    /** Takes an order off its page; {@return how many open orders the page has left} */
    int remove(int page, int slot) {
        slab.link(slot, OWNER_PAGE, NONE);
        return (int) --heads[page >>> CHUNK_SHIFT][(page & CHUNK_MASK) << HEAD_SHIFT | FILLED_AND_OPEN];
    }

    /** Empties a page on which no order is open; the next one listed on it comes behind all that were. */
    void restart(int page) {
        head(page, FILLED_AND_OPEN, 0);
    }

    /** {@return the first open order at a place of a page or behind it, or {@link #NONE}} */
    int nextOpen(int page, int from) {
        int filled = filled(page);
        for (int place = from; place < filled; place++) {
            int slot = places(page)[at(page, place)];
            if (isAt(slot, page, place)) {
                return slot;
            }
        }
        return NONE;
    }

    private boolean isAt(int slot, int page, int place) {
        return slab.link(slot, OWNER_PAGE) == page && slab.link(slot, OWNER_PLACE) == place;
    }

    /** {@return the open order on a page that a request entered, or {@link #NONE}} */
    int find(int page, long requestId) {
        long behind = requestId - head(page, FIRST_REQUEST);
        int[] chunk = places(page);
        int filled = filled(page);
        int low = 0;
        int high = filled;
        while (low < high) {
            int middle = low + high >>> 1;
            if (chunk[at(page, middle) + 1] < behind) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int place = low; place < filled && chunk[at(page, place) + 1] == behind; place++) {
            int slot = chunk[at(page, place)];
            if (isAt(slot, page, place) && slab.word(slot, REQUEST_ID) == requestId) {
                return slot;
            }
        }
        return NONE;
    }

    /** {@return whether the open orders of two neighbouring pages have room, and their requests reach, on the first} */
    boolean fit(int page, int next) {
        return open(page) + open(next) <= PLACES
                && head(next, LAST_REQUEST) - head(page, FIRST_REQUEST) <= Integer.MAX_VALUE;
    }

    /** Moves what is open on two neighbouring pages that {@link #fit} together onto the first, and frees the second. */
    void merge(int page, int next) {
        int offset = (int) (head(next, FIRST_REQUEST) - head(page, FIRST_REQUEST));
        int filled = moveOpen(page, 0, page, 0);
        filled = moveOpen(next, offset, page, filled);
        head(page, FILLED_AND_OPEN, filled * FILLED_AND_OPEN_ONE);
        head(page, LAST_REQUEST, head(next, LAST_REQUEST));
        release(next);
    }

    /** Moves the open orders of a page to places from the given one on; {@return the place behind them} */
    private int moveOpen(int from, int offset, int to, int place) {
        int filled = filled(from);
        int next = place;
        for (int i = 0; i < filled; i++) {
            int slot = places(from)[at(from, i)];
            if (isAt(slot, from, i)) {
                put(to, next++, slot, places(from)[at(from, i) + 1] + offset);
            }
        }
        return next;
    }

    /** {@return a page with nothing on it, behind one on which this request was the last} */
    int allocate(long lastRequest) {
        int page = free;
        if (page == NONE) {
            page = used++;
            grow(page >>> CHUNK_SHIFT);
        } else {
            free = (int) head(page, FILLED_AND_OPEN);
        }
        head(page, FILLED_AND_OPEN, 0);
        head(page, LAST_REQUEST, lastRequest);
        return page;
    }

    private void grow(int chunk) {
        if (chunk == heads.length) {
            heads = Arrays.copyOf(heads, chunk * 2);
            places = Arrays.copyOf(places, chunk * 2);
        }
        if (heads[chunk] == null) {
            heads[chunk] = new long[1 << CHUNK_SHIFT + HEAD_SHIFT];
            places[chunk] = new int[1 << CHUNK_SHIFT + PLACES_SHIFT];
        }
    }

    /** Gives up a page that is in no list any more. */
    void release(int page) {
        head(page, FILLED_AND_OPEN, free);
        free = page;
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(OwnerPages other) {
        heads = ArrayCopy.of(other.heads, heads);
        places = ArrayCopy.of(other.places, places);
        used = other.used;
        free = other.free;
    }
}
