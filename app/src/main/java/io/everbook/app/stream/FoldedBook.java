package io.everbook.app.stream;

import io.everbook.core.book.BookView;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.ShownChange;

/**
 * The visible book of a market by levels, kept from its events alone. It begins with a view of the book and takes each
 * later event, in order and without a gap; between two commands it is the engine's book. Used by one thread.
 */
final class FoldedBook {

    private static final int NO_ORDER = 0;

    private final Ladder bids;
    private final Ladder asks;
    private long sequence;
    private int nextIndex;

    /** The order that comes in: what is left of it at the end of its turn rests. */
    private long incomingId;

    private Side incomingSide;
    private long incomingPriceTicks;
    private long incomingLots;
    private long incomingDisplayLots;

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
        incomingId = NO_ORDER;
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
        boolean holds = change(event);
        if (event.lastOfCommand()) {
            holds &= rest();
            sequence++;
            nextIndex = 0;
        } else {
            nextIndex++;
        }
        return holds;
    }

    private boolean change(ExecutionEvent event) {
        return switch (event.type()) {
            case ACCEPTED -> {
                if (event.orderType() != OrderType.STOP && event.orderType() != OrderType.STOP_LIMIT) {
                    comeIn(event);
                }
                yield true;
            }
            case TRADED -> traded(event);
            case CANCELLED -> cancelled(event);
            case REPLACED -> replaced(event);
            case TRIGGERED -> {
                boolean holds = rest();
                comeIn(event);
                yield holds;
            }
            case REFRESHED -> side(event.side()).change(event.priceTicks(), event.quantityLots(), 0);
            case REJECTED,
                    MASS_CANCELLED,
                    INSTRUMENT_STATE_CHANGED,
                    PARTICIPANT_STATE_CHANGED,
                    LIMITS_CHANGED,
                    TIME_ADVANCED,
                    BOOK,
                    STOPPED -> true;
        };
    }

    private void comeIn(ExecutionEvent event) {
        incomingId = event.orderId();
        incomingSide = event.side();
        incomingPriceTicks = event.priceTicks();
        incomingLots = event.leavesQuantityLots();
        incomingDisplayLots = event.shown().displayLots();
    }

    private boolean traded(ExecutionEvent event) {
        if (event.orderId() == incomingId) {
            incomingLots = event.leavesQuantityLots();
        }
        int gone = event.restingLeavesQuantityLots() == 0 ? -1 : 0;
        return side(event.side().opposite()).change(event.priceTicks(), -event.quantityLots(), gone);
    }

    private boolean cancelled(ExecutionEvent event) {
        if (event.orderId() == incomingId) {
            incomingLots = event.leavesQuantityLots();
            return true;
        }
        long less = event.shown().lessLots();
        int gone = less > 0 && event.leavesQuantityLots() == 0 ? -1 : 0;
        return less == 0 || side(event.side()).change(event.priceTicks(), -less, gone);
    }

    private boolean replaced(ExecutionEvent event) {
        ShownChange shown = event.shown();
        if (shown.lessLots() == 0) {
            return true;
        }
        if (!event.priorityKept()) {
            comeIn(event);
        }
        int gone = event.priorityKept() ? 0 : -1;
        return side(event.side()).change(shown.previousPriceTicks(), -shown.lessLots(), gone);
    }

    /** Lets what is left of the incoming order rest. */
    private boolean rest() {
        if (incomingId == NO_ORDER) {
            return true;
        }
        incomingId = NO_ORDER;
        if (incomingLots == 0) {
            return true;
        }
        long lots = incomingDisplayLots == 0 ? incomingLots : Math.min(incomingDisplayLots, incomingLots);
        return side(incomingSide).change(incomingPriceTicks, lots, 1);
    }
}
