package io.everbook.core.book;

import io.everbook.core.command.Side;
import java.util.Arrays;

/**
 * The price levels of one side, sparse over any range of prices. A price becomes a key that is larger the better it is
 * (bids: the price, asks: its negative), so that both sides run the same code. Sixty-four neighbouring keys share a
 * page: one long of occupancy bits and sixty-four level numbers. Pages lie in an array sorted by key, the best last,
 * and are found through a hash; most steps stay within one page, and the best level is remembered.
 */
final class BookSide {

    static final int NONE = -1;

    private static final int PAGE_SHIFT = 6;
    private static final int PAGE_MASK = 63;

    final LevelSlab levels = new LevelSlab();
    private final int sign;
    private final SlotIndex pageByKey = new SlotIndex(64);
    private long[] pageKeys = new long[16];
    private long[] occupancy = new long[16];
    private int[] pageLevels = new int[16 << PAGE_SHIFT];
    private int[] freePages = new int[16];
    private int freePageCount;
    private int usedPages;
    private int[] sortedPages = new int[16];
    private int pageCount;
    private int best = NONE;
    private long totalLots;
    private int levelCount;

    private BookSide(int sign) {
        this.sign = sign;
    }

    /** {@return resting orders: the best bid is the highest, the best ask the lowest} */
    static BookSide resting(Side side) {
        return new BookSide(side == Side.BUY ? 1 : -1);
    }

    /** {@return stop orders by trigger: a rising price meets the lowest buy first, a falling one the highest sell} */
    static BookSide waiting(Side side) {
        return new BookSide(side == Side.BUY ? -1 : 1);
    }

    /** {@return the best level, or {@link #NONE}} */
    int best() {
        return best;
    }

    /** {@return what is open on this side, in lots} */
    long totalLots() {
        return totalLots;
    }

    int levelCount() {
        return levelCount;
    }

    void addLots(int level, long shown, long hidden) {
        levels.quantityLots[level] += shown;
        levels.hiddenLots[level] += hidden;
        totalLots += shown + hidden;
    }

    /** {@return whether an incoming order with this limit would trade with a level} */
    boolean reaches(int level, long limitTicks) {
        return sign * levels.priceTicks[level] >= sign * limitTicks;
    }

    /** {@return the level of a price, made where there is none} */
    int levelFor(long priceTicks) {
        long key = sign * priceTicks;
        int page = page(key >> PAGE_SHIFT);
        if (page == NONE) {
            page = addPage(key >> PAGE_SHIFT);
        }
        int bit = (int) key & PAGE_MASK;
        if ((occupancy[page] >>> bit & 1) != 0) {
            return pageLevels[page << PAGE_SHIFT | bit];
        }
        int level = levels.allocate(priceTicks);
        occupancy[page] |= 1L << bit;
        pageLevels[page << PAGE_SHIFT | bit] = level;
        levelCount++;
        if (best == NONE || key > sign * levels.priceTicks[best]) {
            best = level;
        }
        return level;
    }

    /** Takes an empty level out. */
    void remove(int level) {
        long key = sign * levels.priceTicks[level];
        int page = page(key >> PAGE_SHIFT);
        int bit = (int) key & PAGE_MASK;
        occupancy[page] &= ~(1L << bit);
        levelCount--;
        levels.release(level);
        if (occupancy[page] == 0) {
            removePage(page);
        }
        if (level == best) {
            best = pageCount == 0 ? NONE : highest(sortedPages[pageCount - 1]);
        }
    }

    /** {@return the next level away from the best, or {@link #NONE}} */
    int worse(int level) {
        long key = sign * levels.priceTicks[level];
        int page = page(key >> PAGE_SHIFT);
        long below = occupancy[page] & (1L << (key & PAGE_MASK)) - 1;
        if (below != 0) {
            return pageLevels[page << PAGE_SHIFT | 63 - Long.numberOfLeadingZeros(below)];
        }
        int place = placeOf(key >> PAGE_SHIFT);
        return place == 0 ? NONE : highest(sortedPages[place - 1]);
    }

    private int highest(int page) {
        return pageLevels[page << PAGE_SHIFT | 63 - Long.numberOfLeadingZeros(occupancy[page])];
    }

    private int page(long pageKey) {
        if (pageCount == 0) {
            return NONE;
        }
        int last = sortedPages[pageCount - 1];
        if (pageKeys[last] == pageKey) {
            return last;
        }
        int hash = SlotIndex.hash(pageKey);
        int at = pageByKey.find(hash, pageByKey.start(hash));
        while (at != SlotIndex.NONE) {
            int page = pageByKey.slot(at);
            if (pageKeys[page] == pageKey) {
                return page;
            }
            at = pageByKey.find(hash, at + 1);
        }
        return NONE;
    }

    private int addPage(long pageKey) {
        int page = freePageCount > 0 ? freePages[--freePageCount] : usedPages++;
        if (page == pageKeys.length) {
            growPages();
        }
        pageKeys[page] = pageKey;
        occupancy[page] = 0;
        pageByKey.add(SlotIndex.hash(pageKey), page);
        if (pageCount == sortedPages.length) {
            sortedPages = Arrays.copyOf(sortedPages, pageCount * 2);
        }
        int place = placeOf(pageKey);
        System.arraycopy(sortedPages, place, sortedPages, place + 1, pageCount - place);
        sortedPages[place] = page;
        pageCount++;
        return page;
    }

    private void removePage(int page) {
        int place = placeOf(pageKeys[page]);
        pageCount--;
        System.arraycopy(sortedPages, place + 1, sortedPages, place, pageCount - place);
        pageByKey.remove(SlotIndex.hash(pageKeys[page]), page);
        if (freePageCount == freePages.length) {
            freePages = Arrays.copyOf(freePages, freePageCount * 2);
        }
        freePages[freePageCount++] = page;
    }

    /** {@return the place of the first page whose key is not below the given one} */
    private int placeOf(long pageKey) {
        int low = 0;
        int high = pageCount;
        while (low < high) {
            int middle = low + high >>> 1;
            if (pageKeys[sortedPages[middle]] < pageKey) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void growPages() {
        int capacity = pageKeys.length * 2;
        pageKeys = Arrays.copyOf(pageKeys, capacity);
        occupancy = Arrays.copyOf(occupancy, capacity);
        pageLevels = Arrays.copyOf(pageLevels, capacity << PAGE_SHIFT);
    }
}
