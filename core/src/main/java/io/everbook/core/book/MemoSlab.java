package io.everbook.core.book;

import io.everbook.core.event.Memo;
import java.util.Arrays;

/**
 * Flat storage of the memos of open orders: a length byte and up to 32 bytes each, in chunks; freed slots are reused.
 */
final class MemoSlab {

    /** No memo. */
    static final int NONE = 0;

    private static final int STRIDE = 36;
    private static final int CHUNK_SHIFT = 8;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private byte[][] chunks = new byte[4][];
    private int[] free = new int[64];
    private int freeCount;
    private int used = 1;

    /** {@return the slot that keeps a copy of a memo, or {@link #NONE} for an empty one} */
    int store(byte[] bytes, int length) {
        if (length == 0) {
            return NONE;
        }
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        int chunk = slot >>> CHUNK_SHIFT;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new byte[STRIDE << CHUNK_SHIFT];
        }
        int base = (slot & CHUNK_MASK) * STRIDE;
        chunks[chunk][base] = (byte) length;
        System.arraycopy(bytes, 0, chunks[chunk], base + 1, length);
        return slot;
    }

    void load(int slot, Memo target) {
        if (slot == NONE) {
            target.clear();
            return;
        }
        byte[] chunk = chunks[slot >>> CHUNK_SHIFT];
        int base = (slot & CHUNK_MASK) * STRIDE;
        target.set(chunk, base + 1, chunk[base]);
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(MemoSlab other) {
        chunks = ArrayCopy.of(other.chunks, chunks);
        free = other.free.clone();
        freeCount = other.freeCount;
        used = other.used;
    }

    void release(int slot) {
        if (slot == NONE) {
            return;
        }
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = slot;
    }
}
