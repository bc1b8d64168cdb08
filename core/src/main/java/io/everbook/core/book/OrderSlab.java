package io.everbook.core.book;

import java.util.Arrays;

/**
 * Flat storage of open orders: fourteen longs each, in chunks, so that growing never copies and never stalls. Freed
 * slots are used again, last freed first, while they are still warm in the cache.
 *
 * <pre>
 *   0 orderId            5 owner's next | previous slot    10 display quantity, lots
 *   1 price, ticks       6 participant slot | level        11 expiry, nanoseconds
 *   2 leaves, lots       7 request id                      12 trigger price, ticks
 *   3 quantity, lots     8 memo slot | traits
 *   4 next | previous    9 time stamp, nanoseconds        13 shown, lots (icebergs)
 * </pre>
 *
 * Pairs are high int | low int. A free slot keeps the next free slot in the high int of word 4.
 */
final class OrderSlab {

    static final int NONE = -1;

    static final int ORDER_ID = 0;
    static final int PRICE = 1;
    static final int LEAVES = 2;
    static final int QUANTITY = 3;
    static final int LINKS = 4;
    static final int OWNER_LINKS = 5;
    static final int OWNER_AND_LEVEL = 6;
    static final int REQUEST_ID = 7;
    static final int MEMO_AND_TRAITS = 8;
    static final int TIMESTAMP = 9;
    static final int DISPLAY = 10;
    static final int EXPIRY = 11;
    static final int TRIGGER = 12;

    static final int SHOWN = 13;

    private static final int STRIDE = 14;
    private static final int CHUNK_SHIFT = 13;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private final int chunkLength;
    private long[][] chunks = new long[16][];
    private int used;
    private int free = NONE;

    /** Has room for a number of orders at most. */
    OrderSlab(int capacity) {
        chunkLength = STRIDE * Math.min(capacity, 1 << CHUNK_SHIFT);
    }

    /** {@return the chunk that holds a slot} */
    long[] chunk(int slot) {
        return chunks[slot >>> CHUNK_SHIFT];
    }

    /** {@return where in its chunk a slot begins} */
    static int base(int slot) {
        return (slot & CHUNK_MASK) * STRIDE;
    }

    long word(int slot, int word) {
        return chunks[slot >>> CHUNK_SHIFT][(slot & CHUNK_MASK) * STRIDE + word];
    }

    void word(int slot, int word, long value) {
        chunks[slot >>> CHUNK_SHIFT][(slot & CHUNK_MASK) * STRIDE + word] = value;
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
        word(slot, word, pair(value, low(slot, word)));
    }

    void low(int slot, int word, int value) {
        word(slot, word, pair(high(slot, word), value));
    }

    static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    int allocate() {
        int slot = free;
        if (slot != NONE) {
            free = high(slot, LINKS);
            return slot;
        }
        slot = used++;
        int chunk = slot >>> CHUNK_SHIFT;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[chunkLength];
        }
        return slot;
    }

    void release(int slot) {
        word(slot, LINKS, pair(free, NONE));
        free = slot;
    }
}
