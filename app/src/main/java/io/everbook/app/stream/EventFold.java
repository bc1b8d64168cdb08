package io.everbook.app.stream;

import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.ShownChange;

/**
 * Turns the events of a market into what changes of its visible orders: one shows less or goes, one shows its next part
 * behind all others of its price, one begins to rest. Between two commands whatever is kept by it is the engine's. Used
 * by one thread.
 */
abstract class EventFold {

    private static final long NO_ORDER = 0;

    /** The order that comes in: what is left of it at the end of its turn rests. */
    private long incomingId;

    private Side incomingSide;
    private long incomingPriceTicks;
    private long incomingLots;
    private long incomingDisplayLots;

    /**
     * An order shows less.
     *
     * @param orderId the order
     * @param side its side
     * @param priceTicks its price
     * @param lots how much less
     * @param goes whether it goes with that
     * @return false where this contradicts what is kept
     */
    abstract boolean lessen(long orderId, Side side, long priceTicks, long lots, boolean goes);

    /** An order that showed nothing any more shows its next part, behind all others of its price; as above. */
    abstract boolean refresh(long orderId, Side side, long priceTicks, long lots);

    /** An order begins to rest, behind all others of its price; as above. */
    abstract boolean rest(long orderId, Side side, long priceTicks, long lots);

    /** What is kept was read from the engine between two commands. */
    final void begin() {
        incomingId = NO_ORDER;
    }

    /**
     * Takes an event.
     *
     * @param event the event that follows the one before; not kept
     * @return false where it contradicts what is kept
     */
    final boolean fold(ExecutionEvent event) {
        boolean holds = change(event);
        return event.lastOfCommand() ? endTurn() && holds : holds;
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
                boolean holds = endTurn();
                comeIn(event);
                yield holds;
            }
            case REFRESHED -> refresh(event.orderId(), event.side(), event.priceTicks(), event.quantityLots());
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
        return lessen(
                event.restingOrderId(),
                event.side().opposite(),
                event.priceTicks(),
                event.quantityLots(),
                event.restingLeavesQuantityLots() == 0);
    }

    private boolean cancelled(ExecutionEvent event) {
        if (event.orderId() == incomingId) {
            incomingLots = event.leavesQuantityLots();
            return true;
        }
        long less = event.shown().lessLots();
        boolean goes = event.leavesQuantityLots() == 0;
        return less == 0 || lessen(event.orderId(), event.side(), event.priceTicks(), less, goes);
    }

    private boolean replaced(ExecutionEvent event) {
        ShownChange shown = event.shown();
        if (shown.lessLots() == 0) {
            return true;
        }
        if (!event.priorityKept()) {
            comeIn(event);
        }
        return lessen(
                event.orderId(), event.side(), shown.previousPriceTicks(), shown.lessLots(), !event.priorityKept());
    }

    /** Lets what is left of the incoming order rest. */
    private boolean endTurn() {
        long id = incomingId;
        incomingId = NO_ORDER;
        if (id == NO_ORDER || incomingLots == 0) {
            return true;
        }
        long lots = incomingDisplayLots == 0 ? incomingLots : Math.min(incomingDisplayLots, incomingLots);
        return rest(id, incomingSide, incomingPriceTicks, lots);
    }
}
