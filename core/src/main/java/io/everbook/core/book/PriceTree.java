package io.everbook.core.book;

import java.util.Arrays;

/**
 * A sparse, ordered set of places, each holding an int: a tree with 64 children a node, where one long of occupancy
 * bits tells in which something is. A node at the bottom covers 64 neighbouring places and is called a page. All nodes
 * are found through one hash, so that nothing is ever searched from the root: a new page joins the lowest node above it
 * that is there, and a step to the next place goes up only as far as it must. Whatever the range of places, an
 * operation takes at most one step down or up for each of the ten levels of nodes. Pages that are empty stay for a
 * while, since prices come back.
 */
final class PriceTree {

    static final int NONE = -1;

    /** The levels of nodes above the pages: 6 bits of a place each, and the pages' own 6, make 64. */
    private static final int HEIGHT = 10;

    private static final int SHIFT = 6;
    private static final int MASK = (1 << SHIFT) - 1;
    private static final int CHUNK_SHIFT = 6;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
    private static final int RECENT_MASK = 63;

    private static final int IDLE_MASK = 255;

    private static final int KEY = 0;
    private static final int OCCUPANCY = 1;
    private static final int PARENT = 2;
    /** Height, from 0 for a page | how many nodes are below; of a page whether it is among the idle ones. */
    private static final int HEIGHT_AND_NODES = 3;

    private static final int HEIGHT_SHIFT = 32;

    private static final int HEAD_SHIFT = 2;

    private final SlotIndex byKey = new SlotIndex(64);
    private final long[] recentKeys = new long[RECENT_MASK + 1];
    private final int[] recentPages = new int[RECENT_MASK + 1];
    /** Pages that were empty once, oldest first. */
    private final int[] idle = new int[IDLE_MASK + 1];

    private int idleCount;
    private long[][] heads = new long[4][];
    private int[][] children = new int[4][];
    private int used;
    private int free = NONE;

    PriceTree() {
        Arrays.fill(recentKeys, NONE);
        Arrays.fill(idle, NONE);
    }

    /** {@return the page that covers a place, or {@link #NONE}} */
    int page(long place) {
        long key = place >>> SHIFT;
        int recent = (int) key & RECENT_MASK;
        if (recentKeys[recent] == key) {
            return recentPages[recent];
        }
        int page = find(key, 0);
        if (page != NONE) {
            recentKeys[recent] = key;
            recentPages[recent] = page;
        }
        return page;
    }

    /** {@return what is at a place of a page, or {@link #NONE}} */
    int get(int page, long place) {
        boolean there = (head(page, OCCUPANCY) >>> place & 1) != 0;
        return there ? child(page, (int) place & MASK) : NONE;
    }

    /**
     * Puts something at a place that is free.
     *
     * @param page the page that covers it; {@link #NONE} where there is none yet
     * @param place the place
     * @param value what is put there
     * @return the page that covers the place, there as long as something is at it
     */
    int put(int page, long place, int value) {
        int node = page == NONE ? open(place >>> SHIFT) : page;
        int bit = (int) place & MASK;
        set(node, bit, value);
        if (mark(node, bit)) {
            markAbove(node, place);
        }
        return node;
    }

    private void markAbove(int page, long place) {
        int node = (int) head(page, PARENT);
        long way = place >>> SHIFT;
        while (node != NONE && mark(node, (int) way & MASK)) {
            node = (int) head(node, PARENT);
            way >>>= SHIFT;
        }
    }

    /** Marks a child as occupied; {@return whether none was before} */
    private boolean mark(int node, int bit) {
        long[] chunk = heads[node >>> CHUNK_SHIFT];
        int at = (node & CHUNK_MASK) << HEAD_SHIFT | OCCUPANCY;
        long before = chunk[at];
        chunk[at] = before | 1L << bit;
        return before == 0;
    }

    /** Frees a place. */
    void remove(int page, long place) {
        if (unmark(page, (int) place & MASK)) {
            unmarkAbove(page, place);
        }
    }

    private void unmarkAbove(int page, long place) {
        int node = (int) head(page, PARENT);
        long way = place >>> SHIFT;
        while (node != NONE && unmark(node, (int) way & MASK)) {
            node = (int) head(node, PARENT);
            way >>>= SHIFT;
        }
        if (head(page, HEIGHT_AND_NODES) == 0) {
            retire(page);
        }
    }

    /** Marks a child as empty; {@return whether all are now} */
    private boolean unmark(int node, int bit) {
        long[] chunk = heads[node >>> CHUNK_SHIFT];
        int at = (node & CHUNK_MASK) << HEAD_SHIFT | OCCUPANCY;
        long left = chunk[at] & ~(1L << bit);
        chunk[at] = left;
        return left == 0;
    }

    /** {@return what is at the last place before the given one, or {@link #NONE}} */
    int before(int page, long place) {
        long left = head(page, OCCUPANCY) & (1L << place) - 1;
        return left != 0 ? child(page, highest(left)) : beforePage(page, place >>> SHIFT);
    }

    private int beforePage(int page, long key) {
        int node = (int) head(page, PARENT);
        int height = 0;
        long way = key;
        while (node != NONE) {
            long left = head(node, OCCUPANCY) & (1L << way) - 1;
            if (left != 0) {
                return last(child(node, highest(left)), height);
            }
            node = (int) head(node, PARENT);
            height++;
            way >>>= SHIFT;
        }
        return NONE;
    }

    private int last(int from, int height) {
        int node = from;
        for (int i = height; i >= 0; i--) {
            node = child(node, highest(head(node, OCCUPANCY)));
        }
        return node;
    }

    private static int highest(long bits) {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    /** Lists a page as idle; the one that has been listed longest goes, unless it is in use again. */
    private void retire(int page) {
        int oldest = idle[idleCount & IDLE_MASK];
        if (oldest != NONE) {
            head(oldest, HEIGHT_AND_NODES, 0);
            if (head(oldest, OCCUPANCY) == 0) {
                close(oldest);
            }
        }
        idle[idleCount & IDLE_MASK] = page;
        idleCount++;
        head(page, HEIGHT_AND_NODES, 1);
    }

    /** Makes a page, and the nodes above it up to the first that is there. */
    private int open(long key) {
        int page = allocate(key, 0);
        int node = page;
        boolean joined = false;
        for (int height = 1; height <= HEIGHT && !joined; height++) {
            long way = head(node, KEY);
            int parent = find(way >>> SHIFT, height);
            joined = parent != NONE;
            if (!joined) {
                parent = allocate(way >>> SHIFT, height);
            }
            head(node, PARENT, parent);
            head(parent, HEIGHT_AND_NODES, head(parent, HEIGHT_AND_NODES) + 1);
            set(parent, (int) way & MASK, node);
            node = parent;
        }
        return page;
    }

    /** Frees an empty page, and the nodes above it that have nothing else below them. */
    private void close(int page) {
        int recent = (int) head(page, KEY) & RECENT_MASK;
        if (recentPages[recent] == page) {
            recentKeys[recent] = NONE;
        }
        int node = page;
        int height = 0;
        boolean last = true;
        while (last && node != NONE) {
            int parent = (int) head(node, PARENT);
            byKey.remove(hash(head(node, KEY), height), node);
            release(node);
            if (parent != NONE) {
                long left = head(parent, HEIGHT_AND_NODES) - 1;
                head(parent, HEIGHT_AND_NODES, left);
                last = (int) left == 0;
            }
            node = parent;
            height++;
        }
    }

    private int find(long key, int height) {
        int hash = hash(key, height);
        long entry = byKey.first(hash);
        while (entry != SlotIndex.NONE) {
            int node = SlotIndex.slot(entry);
            if (head(node, KEY) == key && height(node) == height) {
                return node;
            }
            entry = byKey.next(hash, entry);
        }
        return NONE;
    }

    private static int hash(long key, int height) {
        return SlotIndex.hash(height, key);
    }

    private void set(int node, int bit, int value) {
        children[node >>> CHUNK_SHIFT][(node & CHUNK_MASK) << SHIFT | bit] = value;
    }

    private long head(int node, int word) {
        return heads[node >>> CHUNK_SHIFT][(node & CHUNK_MASK) << HEAD_SHIFT | word];
    }

    private void head(int node, int word, long value) {
        heads[node >>> CHUNK_SHIFT][(node & CHUNK_MASK) << HEAD_SHIFT | word] = value;
    }

    private int height(int node) {
        return (int) (head(node, HEIGHT_AND_NODES) >>> HEIGHT_SHIFT);
    }

    private int child(int node, int bit) {
        return children[node >>> CHUNK_SHIFT][(node & CHUNK_MASK) << SHIFT | bit];
    }

    private int allocate(long key, int height) {
        int node = free;
        if (node == NONE) {
            node = used++;
            grow(node >>> CHUNK_SHIFT);
        } else {
            free = child(node, 0);
        }
        long[] chunk = heads[node >>> CHUNK_SHIFT];
        int at = (node & CHUNK_MASK) << HEAD_SHIFT;
        chunk[at | KEY] = key;
        chunk[at | OCCUPANCY] = 0;
        chunk[at | PARENT] = NONE;
        chunk[at | HEIGHT_AND_NODES] = (long) height << HEIGHT_SHIFT;
        byKey.add(hash(key, height), node);
        return node;
    }

    private void grow(int chunk) {
        if (chunk == heads.length) {
            heads = Arrays.copyOf(heads, chunk * 2);
            children = Arrays.copyOf(children, chunk * 2);
        }
        if (heads[chunk] == null) {
            heads[chunk] = new long[1 << CHUNK_SHIFT + HEAD_SHIFT];
            children[chunk] = new int[1 << CHUNK_SHIFT + SHIFT];
        }
    }

    /** Takes over the state of another, which stays as it is. */
    void copyFrom(PriceTree other) {
        byKey.copyFrom(other.byKey);
        System.arraycopy(other.recentKeys, 0, recentKeys, 0, recentKeys.length);
        System.arraycopy(other.recentPages, 0, recentPages, 0, recentPages.length);
        System.arraycopy(other.idle, 0, idle, 0, idle.length);
        idleCount = other.idleCount;
        heads = ArrayCopy.of(other.heads, heads);
        children = ArrayCopy.of(other.children, children);
        used = other.used;
        free = other.free;
    }

    private void release(int node) {
        children[node >>> CHUNK_SHIFT][(node & CHUNK_MASK) << SHIFT] = free;
        free = node;
    }
}
