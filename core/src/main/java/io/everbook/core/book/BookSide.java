package io.everbook.core.book;

import static io.everbook.core.book.OrderSlab.LEVEL_HIDDEN;
import static io.everbook.core.book.OrderSlab.LEVEL_ORDERS;
import static io.everbook.core.book.OrderSlab.LEVEL_PAGE;
import static io.everbook.core.book.OrderSlab.LEVEL_SHOWN;
import static io.everbook.core.book.OrderSlab.PRICE;

import io.everbook.core.command.Side;

/**
 * The price levels of one side, sparse over any range of prices. A price becomes a place in a tree that is further back
 * the better it is (bids: the price, asks: its negative), so that both sides run the same code. Most steps stay within
 * one page of 64 prices, and the best level is remembered. So is the one behind it where it is known without a search:
 * an order that opens a level in front of all others is often gone again before another opens between them.
 */
final class BookSide {

    static final int NONE = -1;

    private final OrderSlab slab;
    private final PriceTree tree = new PriceTree();
    private final int sign;
    private int best = NONE;
    /** The price of the best level, turned so that the better one is larger; the least of all where there is none. */
    private long bestRank = Long.MIN_VALUE;

    /** The level behind the best one, or {@link #NONE} where it is not known or not there. */
    private int second = NONE;

    private long totalLots;
    private int levelCount;

    private BookSide(OrderSlab slab, int sign) {
        this.slab = slab;
        this.sign = sign;
    }

    /** {@return resting orders: the best bid is the highest, the best ask the lowest} */
    static BookSide resting(OrderSlab slab, Side side) {
        return new BookSide(slab, side == Side.BUY ? 1 : -1);
    }

    /** {@return stop orders by trigger: a rising price meets the lowest buy first, a falling one the highest sell} */
    static BookSide waiting(OrderSlab slab, Side side) {
        return new BookSide(slab, side == Side.BUY ? -1 : 1);
    }

    /** {@return the best level, or {@link #NONE}} */
    int best() {
        return best;
    }

    /** {@return the order first in line at a level; the level itself where it has none} */
    int head(int level) {
        return slab.next(level);
    }

    long priceTicks(int level) {
        return slab.word(level, PRICE);
    }

    long shownLots(int level) {
        return slab.word(level, LEVEL_SHOWN);
    }

    /** {@return what is open at a level, hidden quantity included, in lots} */
    long openLots(int level) {
        return slab.word(level, LEVEL_SHOWN) + slab.word(level, LEVEL_HIDDEN);
    }

    int orderCount(int level) {
        return (int) slab.word(level, LEVEL_ORDERS);
    }

    /** {@return what is open on this side, in lots} */
    long totalLots() {
        return totalLots;
    }

    int levelCount() {
        return levelCount;
    }

    void addLots(int level, long shown, long hidden) {
        long[] chunk = slab.chunk(level);
        int base = OrderSlab.base(level);
        chunk[base + LEVEL_SHOWN] += shown;
        chunk[base + LEVEL_HIDDEN] += hidden;
        totalLots += shown + hidden;
    }

    /** {@return whether an incoming order with this limit would trade with the best level} */
    boolean crosses(long limitTicks) {
        return bestRank >= sign * limitTicks;
    }

    /** {@return whether an incoming order with this limit would trade with a level} */
    boolean reaches(int level, long limitTicks) {
        return sign * slab.word(level, PRICE) >= sign * limitTicks;
    }

    /**
     * Puts an order at the back of the level of a price, made where there is none.
     *
     * @param slot the order
     * @param priceTicks the price
     * @param shown what it shows, in lots
     * @param hidden what is open of it beside that, in lots
     * @return the level
     */
    int append(int slot, long priceTicks, long shown, long hidden) {
        int level = levelFor(priceTicks);
        slab.append(slot, level);
        slab.chunk(level)[OrderSlab.base(level) + LEVEL_ORDERS]++;
        addLots(level, shown, hidden);
        return level;
    }

    /** Takes an order, and what it shows and hides, out of its level, and the level out where it was the last. */
    void remove(int slot, int level, long shown, long hidden) {
        slab.unlink(slot);
        addLots(level, -shown, -hidden);
        if (--slab.chunk(level)[OrderSlab.base(level) + LEVEL_ORDERS] == 0) {
            close(level);
        }
    }

    /** {@return the level of a price, made where there is none} */
    int levelFor(long priceTicks) {
        long place = place(priceTicks);
        int page = tree.page(place);
        int level = page == NONE ? NONE : tree.get(page, place);
        return level == NONE ? open(page, place, priceTicks) : level;
    }

    private int open(int page, long place, long priceTicks) {
        int level = slab.allocateLevel();
        slab.word(level, PRICE, priceTicks);
        slab.word(level, LEVEL_ORDERS, 0);
        slab.word(level, LEVEL_SHOWN, 0);
        slab.word(level, LEVEL_HIDDEN, 0);
        slab.word(level, LEVEL_PAGE, tree.put(page, place, level));
        levelCount++;
        if (sign * priceTicks > bestRank) {
            second = best;
            best = level;
            bestRank = sign * priceTicks;
        } else if (second != NONE && sign * priceTicks > sign * slab.word(second, PRICE)) {
            second = level;
        }
        return level;
    }

    /** Takes an empty level out. */
    void close(int level) {
        long place = place(slab.word(level, PRICE));
        int page = (int) slab.word(level, LEVEL_PAGE);
        if (level == best) {
            best = second == NONE ? tree.before(page, place) : second;
            bestRank = best == NONE ? Long.MIN_VALUE : sign * slab.word(best, PRICE);
            second = NONE;
        } else if (level == second) {
            second = NONE;
        }
        tree.remove(page, place);
        slab.release(level);
        levelCount--;
    }

    /** {@return the next level away from the best, or {@link #NONE}} */
    int worse(int level) {
        return tree.before((int) slab.word(level, LEVEL_PAGE), place(slab.word(level, PRICE)));
    }

    /** Takes over the state of the same side of another book, which stays as it is. */
    void copyFrom(BookSide other) {
        tree.copyFrom(other.tree);
        best = other.best;
        bestRank = other.bestRank;
        second = other.second;
        totalLots = other.totalLots;
        levelCount = other.levelCount;
    }

    /** The sign bit is turned so that places, which the tree takes as unsigned, sort as prices do. */
    private long place(long priceTicks) {
        return sign * priceTicks ^ Long.MIN_VALUE;
    }
}
