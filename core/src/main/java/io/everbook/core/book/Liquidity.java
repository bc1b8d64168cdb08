package io.everbook.core.book;

import io.everbook.core.command.Side;

/** Counts what an incoming order could trade with; it changes nothing. */
public final class Liquidity {

    private final OrderBook book;

    Liquidity(OrderBook book) {
        this.book = book;
    }

    /** {@return whether the given, opposite side holds at least this quantity up to this limit} */
    public boolean holds(Side opposite, long limitTicks, long lots) {
        BookSide side = book.side(opposite);
        long open = 0;
        int level = side.best();
        while (level != OrderBook.NONE && open < lots && side.reaches(level, limitTicks)) {
            open += side.openLots(level);
            level = side.worse(level);
        }
        return open >= lots;
    }

    /** {@return whether that side holds as much of other participants' orders, own ones being passed over} */
    public boolean holdsOfOthers(Side opposite, long limitTicks, int owner, long lots) {
        BookSide side = book.side(opposite);
        long open = 0;
        int level = side.best();
        while (level != OrderBook.NONE && open < lots && side.reaches(level, limitTicks)) {
            for (int slot = side.head(level); slot != level; slot = next(slot)) {
                open += book.participantSlot(slot) == owner ? 0 : book.leavesLots(slot);
            }
            level = side.worse(level);
        }
        return open >= lots;
    }

    /** {@return whether that side holds as much in front of the first order of the same owner} */
    public boolean holdsBeforeOwn(Side opposite, long limitTicks, int owner, long lots) {
        BookSide side = book.side(opposite);
        long open = 0;
        int level = side.best();
        while (level != OrderBook.NONE && open < lots && side.reaches(level, limitTicks)) {
            long shown = 0;
            int slot = side.head(level);
            while (slot != level && book.participantSlot(slot) != owner) {
                shown += book.shownLots(slot);
                slot = next(slot);
            }
            if (slot != level) {
                // What is hidden in front of an own order comes up only behind it.
                return open + shown >= lots;
            }
            open += side.openLots(level);
            level = side.worse(level);
        }
        return open >= lots;
    }

    private int next(int slot) {
        return book.slab().next(slot);
    }
}
