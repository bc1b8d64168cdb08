package io.everbook.app.stream;

import io.everbook.core.book.BookView;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;

/**
 * The visible book of a market by levels, kept from its events alone. It begins with a view of the book and takes each
 * later event, in order and without a gap; between two commands it is the engine's book. Used by one thread.
 */
final class FoldedBook extends EventFold {

    private final Ladder bids;
    private final Ladder asks;
    private long sequence;
    private int nextIndex;

    /**
     * Creates an empty book.
     *
     * @param most how many levels of each side it keeps
     */
    FoldedBook(int most) {
        bids = new Ladder(Side.BUY, most);
        asks = new Ladder(Side.SELL, most);
    }

    /**
     * Takes over a view.
     *
     * @param view the book between two commands
     * @param asked how many levels of each side were asked for: fewer are all there are
     */
    void load(BookView view, int asked) {
        bids.load(view.bids(), view.bids().depth() < asked);
        asks.load(view.asks(), view.asks().depth() < asked);
        sequence = view.sequence();
        nextIndex = 0;
        begin();
    }

    /** {@return the last command whose events have all been taken} */
    long sequence() {
        return sequence;
    }

    /** {@return the place in its command of the next event} */
    int nextIndex() {
        return nextIndex;
    }

    /** {@return whether it is between two commands} */
    boolean isSettled() {
        return nextIndex == 0;
    }

    /** {@return the levels of a side; owned by this book} */
    Ladder side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /**
     * Takes the next event of the market.
     *
     * @param event a sequenced event; not kept
     * @return false where it is not the next one, or contradicts the book: the book must be loaded again
     */
    boolean apply(ExecutionEvent event) {
        if (event.sequence() != sequence + 1 || event.indexInCommand() != nextIndex) {
            return false;
        }
        boolean holds = fold(event);
        if (event.lastOfCommand()) {
            sequence++;
            nextIndex = 0;
        } else {
            nextIndex++;
        }
        return holds;
    }

    @Override
    boolean lessen(long orderId, Side side, long priceTicks, long lots, boolean goes) {
        return side(side).change(priceTicks, -lots, goes ? -1 : 0);
    }

    @Override
    boolean refresh(long orderId, Side side, long priceTicks, long lots) {
        return side(side).change(priceTicks, lots, 0);
    }

    @Override
    boolean rest(long orderId, Side side, long priceTicks, long lots) {
        return side(side).change(priceTicks, lots, 1);
    }
}
