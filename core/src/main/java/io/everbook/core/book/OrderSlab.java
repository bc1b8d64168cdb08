package io.everbook.core.book;

import java.util.Arrays;

/**
 * Flat storage of open orders and price levels, in chunks, so that growing never copies and never stalls: eight longs
 * and four ints each. What few orders have is kept apart, in chunks that exist only where a slot in them needed one:
 * its words mean something only for an order whose traits say that it has them. Freed slots are used again, last freed
 * first, while they are still warm in the cache.
 *
 * <pre>
 *   0 participant slot | level   4 leaves, lots           rare words:
 *   1 memo slot | traits         5 quantity, lots         0 display, lots (icebergs)
 *   2 orderId                    6 request id             1 shown, lots (icebergs)
 *   3 price, ticks               7 time stamp, ns         2 expiry, ns
 *                                                         3 trigger price, ticks
 *   links, ints: 0 next  1 previous  2 owner's page  3 place on it
 * </pre>
 *
 * Pairs are high int | low int. Queues are rings: a level stands in its own queue between the last and the first order,
 * so that no step along one has an end to test.
 */
final class OrderSlab {

    static final int NONE = -1;

    static final int OWNER_AND_LEVEL = 0;
    static final int MEMO_AND_TRAITS = 1;
    static final int ORDER_ID = 2;
    static final int PRICE = 3;
    static final int LEAVES = 4;
    static final int QUANTITY = 5;
    static final int REQUEST_ID = 6;
    static final int TIMESTAMP = 7;

    /** The rare words. */
    static final int DISPLAY = 0;

    static final int SHOWN = 1;
    static final int EXPIRY = 2;
    static final int TRIGGER = 3;

    /** Links: the level's queue, of free slots the next free one. */
    private static final int NEXT = 0;

    private static final int PREVIOUS = 1;

    /** Links: where on its owner's list an order is; of levels and freed slots the page is {@link #NONE}. */
    static final int OWNER_PAGE = 2;

    static final int OWNER_PLACE = 3;

    /** What a level keeps, beside its price and the links of its queue. */
    static final int LEVEL_ORDERS = ORDER_ID;

    static final int LEVEL_SHOWN = LEAVES;
    static final int LEVEL_HIDDEN = QUANTITY;
    static final int LEVEL_PAGE = REQUEST_ID;

    private static final int STRIDE_SHIFT = 3;
    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
    private static final int LINKS_SHIFT = 2;
    private static final int RARE_SHIFT = 2;
    private static final long HIGH = 0xFFFF_FFFF_0000_0000L;
    private static final long LOW = 0xFFFF_FFFFL;

    private long[][] chunks = new long[16][];
    private int[][] links = new int[16][];
    private long[][] rare = new long[16][];
    private int used;
    private int free = NONE;

    /** {@return the chunk that holds a slot} */
    long[] chunk(int slot) {
        return chunks[slot >>> CHUNK_SHIFT];
    }

    /** {@return where in its chunk a slot begins} */
    static int base(int slot) {
        return (slot & CHUNK_MASK) << STRIDE_SHIFT;
    }

    long word(int slot, int word) {
        return chunks[slot >>> CHUNK_SHIFT][base(slot) + word];
    }

    void word(int slot, int word, long value) {
        chunks[slot >>> CHUNK_SHIFT][base(slot) + word] = value;
    }

    /** {@return a rare word of an order that has it} */
    long rare(int slot, int word) {
        return rare[slot >>> CHUNK_SHIFT][rareBase(slot) + word];
    }

    void rare(int slot, int word, long value) {
        long[] chunk = rare[slot >>> CHUNK_SHIFT];
        if (chunk == null) {
            chunk = new long[1 << CHUNK_SHIFT + RARE_SHIFT];
            rare[slot >>> CHUNK_SHIFT] = chunk;
        }
        chunk[rareBase(slot) + word] = value;
    }

    private static int rareBase(int slot) {
        return (slot & CHUNK_MASK) << RARE_SHIFT;
    }

    /** {@return the high int of a word} */
    int high(int slot, int word) {
        return (int) (word(slot, word) >>> 32);
    }

    /** {@return the low int of a word} */
    int low(int slot, int word) {
        return (int) word(slot, word);
    }

    void high(int slot, int word, int value) {
        long[] chunk = chunk(slot);
        int at = base(slot) + word;
        chunk[at] = chunk[at] & LOW | (long) value << 32;
    }

    void low(int slot, int word, int value) {
        long[] chunk = chunk(slot);
        int at = base(slot) + word;
        chunk[at] = chunk[at] & HIGH | value & LOW;
    }

    static long pair(int high, int low) {
        return (long) high << 32 | low & LOW;
    }

    /** {@return a link of an order} */
    int link(int slot, int link) {
        return links[slot >>> CHUNK_SHIFT][linkBase(slot) + link];
    }

    void link(int slot, int link, int value) {
        links[slot >>> CHUNK_SHIFT][linkBase(slot) + link] = value;
    }

    /** Sets where on its owner's list an order is. */
    void listed(int slot, int page, int place) {
        int[] chunk = links[slot >>> CHUNK_SHIFT];
        int base = linkBase(slot);
        chunk[base + OWNER_PAGE] = page;
        chunk[base + OWNER_PLACE] = place;
    }

    /** {@return the order behind one in its level's queue, or in front of all where it is the level; else the level} */
    int next(int slot) {
        return link(slot, NEXT);
    }

    /** Puts an order at the end of a level's queue. */
    void append(int slot, int level) {
        int[] levels = links[level >>> CHUNK_SHIFT];
        int last = levels[linkBase(level) + PREVIOUS];
        levels[linkBase(level) + PREVIOUS] = slot;
        int[] own = links[slot >>> CHUNK_SHIFT];
        own[linkBase(slot) + NEXT] = level;
        own[linkBase(slot) + PREVIOUS] = last;
        link(last, NEXT, slot);
    }

    /** Takes an order out of its level's queue. */
    void unlink(int slot) {
        int next = link(slot, NEXT);
        int previous = link(slot, PREVIOUS);
        link(next, PREVIOUS, previous);
        link(previous, NEXT, next);
    }

    private static int linkBase(int slot) {
        return (slot & CHUNK_MASK) << LINKS_SHIFT;
    }

    /** {@return a slot with an empty queue, all else of it as its last user left it} */
    int allocateLevel() {
        int slot = allocate();
        link(slot, NEXT, slot);
        link(slot, PREVIOUS, slot);
        link(slot, OWNER_PAGE, NONE);
        return slot;
    }

    int allocate() {
        int slot = free;
        if (slot != NONE) {
            free = next(slot);
            return slot;
        }
        slot = used++;
        int chunk = slot >>> CHUNK_SHIFT;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
            links = Arrays.copyOf(links, chunk * 2);
            rare = Arrays.copyOf(rare, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[1 << CHUNK_SHIFT + STRIDE_SHIFT];
            links[chunk] = new int[1 << CHUNK_SHIFT + LINKS_SHIFT];
        }
        return slot;
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(OrderSlab other) {
        chunks = ArrayCopy.of(other.chunks, chunks);
        links = ArrayCopy.of(other.links, links);
        rare = ArrayCopy.of(other.rare, rare);
        used = other.used;
        free = other.free;
    }

    void release(int slot) {
        link(slot, NEXT, free);
        free = slot;
    }
}
