package io.everbook.core.book;

import java.util.Arrays;

/**
 * Hash table from a 32-bit hash to slot numbers of some flat storage. It keeps hash and slot in one long and never the
 * key: a caller probes for its hash and compares the key in the storage it is about to read anyway.
 *
 * <pre>
 *    63              32 31               0
 *   +------------------+------------------+
 *   |  hash            |  slot + 1        |   0 = empty
 *   +------------------+------------------+
 * </pre>
 *
 * Linear probing at a load of at most one half; removal shifts back, so there are no tombstones and no decay. It grows
 * by extendible hashing (Fagin et al. 1979): the first bits of a hash choose a table of at most 1,024 places, and a
 * full one splits in two, so that no single command ever pays for moving everything.
 */
final class SlotIndex {

    /** No entry, or no slot. */
    static final int NONE = -1;

    private static final int MAX_TABLE_BITS = 10;
    /** Eight places are a cache line. */
    private static final int BLOCK_BITS = 3;

    private static final int BLOCK_PLACES = 1 << BLOCK_BITS;
    private static final int MAX_DEPTH = Integer.SIZE - MAX_TABLE_BITS;

    /**
     * By the first {@link #depth} bits of a hash. A table's first long, which lies in the line that every access
     * touches for the array's length, is the number of its bits | of its entries; its places follow.
     */
    private long[][] tables;

    private int depth;

    SlotIndex(int initialCapacity) {
        int places = Integer.highestOneBit(Math.max(Math.min(initialCapacity, 1 << MAX_TABLE_BITS - 1), 8)) * 2;
        tables = new long[][] {newTable(places, 0)};
    }

    /** {@return the hash of a number} */
    static int hash(long value) {
        return hash(0, value);
    }

    /** {@return the hash of a pair, in which neighbours of the second number are neighbours} */
    static int hash(long first, long second) {
        long block = (second >>> BLOCK_BITS) * 0xC2B2_AE3D_27D4_EB4FL + first;
        long product = block * 0x9E37_79B9_7F4A_7C15L;
        return (int) (product >>> 32 ^ product >>> 47) & -BLOCK_PLACES | (int) second & BLOCK_PLACES - 1;
    }

    /** {@return the first entry of a hash, or {@link #NONE}; valid until the next change} */
    long first(int hash) {
        return find(hash, hash);
    }

    /** {@return the entry behind the given one that has the same hash, or {@link #NONE}} */
    long next(int hash, long entry) {
        return find(hash, (int) (entry >>> 32) + 1);
    }

    /** {@return the slot of an entry that was found} */
    static int slot(long entry) {
        return (int) entry - 1;
    }

    void add(int hash, int slot) {
        long[] table = table(hash);
        while (isFull(table)) {
            grow(hash, table);
            table = table(hash);
        }
        place(table, (long) hash << 32 | slot + 1);
        table[0]++;
    }

    void remove(int hash, int slot) {
        long[] table = table(hash);
        int mask = table.length - 2;
        long entry = (long) hash << 32 | slot + 1;
        int hole = hash & mask;
        while (table[hole + 1] != entry) {
            hole = hole + 1 & mask;
        }
        table[0]--;
        closeGap(table, mask, hole);
    }

    /**
     * Takes over the state of another, which stays as it is, into its own tables as far as they are as large;
     * neighbouring places share a table where they do there.
     */
    void copyFrom(SlotIndex other) {
        long[][] former = depth == other.depth ? tables : new long[other.tables.length][];
        depth = other.depth;
        long[][] copies = new long[other.tables.length][];
        for (int i = 0; i < copies.length; i++) {
            boolean shared = !beginsAt(other.tables, i);
            copies[i] = shared ? copies[i - 1] : copy(other.tables[i], beginsAt(former, i) ? former[i] : null);
        }
        tables = copies;
    }

    /** Whether a place is the first of those that share its table. */
    private static boolean beginsAt(long[][] tables, int place) {
        return place == 0 || tables[place] != tables[place - 1];
    }

    private static long[] copy(long[] table, long[] former) {
        if (former == null || former.length != table.length) {
            return table.clone();
        }
        System.arraycopy(table, 0, former, 0, table.length);
        return former;
    }

    private static long[] newTable(int places, int bits) {
        long[] table = new long[places + 1];
        table[0] = (long) bits << 32;
        return table;
    }

    private long[] table(int hash) {
        // Two shifts, since a shift by 32 would be none.
        return tables[hash >>> 1 >>> 31 - depth];
    }

    /** {@return the place of an entry | its slot + 1} */
    private long find(int hash, int from) {
        long[] table = table(hash);
        int mask = table.length - 2;
        int i = from & mask;
        while (true) {
            long entry = table[i + 1];
            if (entry == 0) {
                return NONE;
            }
            if ((int) (entry >>> 32) == hash) {
                return (long) i << 32 | entry & 0xFFFF_FFFFL;
            }
            i = i + 1 & mask;
        }
    }

    private static void closeGap(long[] table, int mask, int from) {
        int hole = from;
        int i = hole;
        while (true) {
            i = i + 1 & mask;
            long entry = table[i + 1];
            if (entry == 0) {
                table[hole + 1] = 0;
                return;
            }
            int home = (int) (entry >>> 32) & mask;
            if ((i - home & mask) >= (i - hole & mask)) {
                table[hole + 1] = entry;
                hole = i;
            }
        }
    }

    private static boolean isFull(long[] table) {
        return (int) table[0] * 2 >= table.length - 1;
    }

    /** Only where more hashes agree in all their bits than fit does a table grow beyond its largest size. */
    private void grow(int hash, long[] table) {
        int places = table.length - 1;
        int bits = (int) (table[0] >>> 32);
        if (places < 1 << MAX_TABLE_BITS || bits == MAX_DEPTH) {
            long[] larger = newTable(places * 2, bits);
            move(table, larger, larger, 0);
            replace(hash, bits, larger, larger);
            return;
        }
        if (bits == depth) {
            deepen();
        }
        long[] low = newTable(places, bits + 1);
        long[] high = newTable(places, bits + 1);
        move(table, low, high, 31 - bits);
        replace(hash, bits, low, high);
    }

    /** Moves all entries into two tables by one bit of their hashes. */
    private static void move(long[] from, long[] low, long[] high, int bit) {
        int places = from.length - 1;
        for (int i = 1; i <= places; i++) {
            long entry = from[i];
            if (entry != 0) {
                long[] to = (entry >>> 32 + bit & 1) == 0 ? low : high;
                place(to, entry);
                to[0]++;
            }
        }
    }

    /** Puts two tables in the place of the one that had all hashes with the same first bits. */
    private void replace(int hash, int bits, long[] low, long[] high) {
        int count = 1 << depth - bits;
        int first = (hash >>> 1 >>> 31 - depth) & -count;
        Arrays.fill(tables, first, first + (count + 1) / 2, low);
        Arrays.fill(tables, first + count / 2, first + count, high);
    }

    private void deepen() {
        long[][] deeper = new long[tables.length * 2][];
        for (int i = 0; i < deeper.length; i++) {
            deeper[i] = tables[i >>> 1];
        }
        tables = deeper;
        depth++;
    }

    private static void place(long[] table, long entry) {
        int mask = table.length - 2;
        int i = (int) (entry >>> 32) & mask;
        while (table[i + 1] != 0) {
            i = i + 1 & mask;
        }
        table[i + 1] = entry;
    }
}
