package io.everbook.core.book;

import java.util.Arrays;

/**
 * Open-addressed hash table from a 32-bit hash to slot numbers of some flat storage. It keeps hash and slot in one long
 * and never the key: a caller probes for its hash and compares the key in the storage it is about to read anyway.
 *
 * <pre>
 *    63              32 31               0
 *   +------------------+------------------+
 *   |  hash            |  slot + 1        |   0 = empty
 *   +------------------+------------------+
 * </pre>
 *
 * Linear probing at a load of at most one half; removal shifts back, so there are no tombstones and no decay.
 */
final class SlotIndex {

    /** No entry, or no slot. */
    static final int NONE = -1;

    private long[] entries;
    private int mask;
    private int size;

    SlotIndex(int initialCapacity) {
        entries = new long[Integer.highestOneBit(Math.max(initialCapacity, 8)) * 2];
        mask = entries.length - 1;
    }

    /**
     * {@return the hash of an order id: neighbours in groups of eight stay neighbours, since they are used together}
     */
    static int hashOfOrderId(long orderId) {
        return hash(orderId >>> 3) << 3 | (int) orderId & 7;
    }

    /** {@return the hash of a number} */
    static int hash(long value) {
        long product = value * 0x9E37_79B9_7F4A_7C15L;
        return (int) (product >>> 32 ^ product >>> 47);
    }

    /** {@return the hash of a pair} */
    static int hash(long first, long second) {
        return hash(second * 0xC2B2_AE3D_27D4_EB4FL + first);
    }

    /** {@return the position where entries of a hash begin} */
    int start(int hash) {
        return hash & mask;
    }

    /** {@return the first position from the given one that holds this hash, or {@link #NONE}} */
    int find(int hash, int from) {
        long[] table = entries;
        int i = from & mask;
        while (true) {
            long entry = table[i];
            if (entry == 0) {
                return NONE;
            }
            if ((int) (entry >>> 32) == hash) {
                return i;
            }
            i = i + 1 & mask;
        }
    }

    /** {@return the slot at a position} */
    int slot(int position) {
        return (int) entries[position] - 1;
    }

    void add(int hash, int slot) {
        if (size * 2 >= entries.length) {
            grow();
        }
        place(entries, (long) hash << 32 | slot + 1);
        size++;
    }

    void remove(int hash, int slot) {
        long entry = (long) hash << 32 | slot + 1;
        int hole = hash & mask;
        while (entries[hole] != entry) {
            hole = hole + 1 & mask;
        }
        size--;
        closeGap(hole);
    }

    private void closeGap(int from) {
        long[] table = entries;
        int hole = from;
        int i = hole;
        while (true) {
            i = i + 1 & mask;
            long entry = table[i];
            if (entry == 0) {
                table[hole] = 0;
                return;
            }
            int home = (int) (entry >>> 32) & mask;
            if ((i - home & mask) >= (i - hole & mask)) {
                table[hole] = entry;
                hole = i;
            }
        }
    }

    private void grow() {
        long[] old = entries;
        entries = new long[old.length * 2];
        mask = entries.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                place(entries, entry);
            }
        }
    }

    private void place(long[] table, long entry) {
        int i = (int) (entry >>> 32) & mask;
        while (table[i] != 0) {
            i = i + 1 & mask;
        }
        table[i] = entry;
    }

    void clear() {
        Arrays.fill(entries, 0);
        size = 0;
    }
}
