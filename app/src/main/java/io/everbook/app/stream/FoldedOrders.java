package io.everbook.app.stream;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.ShownChange;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The visible orders of a market, kept from its events alone, as {@link FoldedBook} keeps its levels: that one says
 * whether an event is the next one. Between two commands they are the engine's. Used by one thread.
 */
final class FoldedOrders {

    private static final int NO_ORDER = 0;

    private final Map<Long, ShownOrder> orders = new HashMap<>();
    private final TreeSet<ShownOrder> bids = new TreeSet<>(
            Comparator.comparingLong((ShownOrder order) -> -order.priceTicks).thenComparingLong(order -> order.place));
    private final TreeSet<ShownOrder> asks = new TreeSet<>(
            Comparator.comparingLong((ShownOrder order) -> order.priceTicks).thenComparingLong(order -> order.place));

    /** The place in line that the next order gets which goes behind all others. */
    private long nextPlace;

    private long incomingId;
    private Side incomingSide;
    private long incomingPriceTicks;
    private long incomingLots;
    private long incomingDisplayLots;

    /** An order as everybody may see it. */
    static final class ShownOrder {

        private final long orderId;
        private final Side side;
        private final long priceTicks;
        private long lots;
        private long place;

        private ShownOrder(long orderId, Side side, long priceTicks, long lots) {
            this.orderId = orderId;
            this.side = side;
            this.priceTicks = priceTicks;
            this.lots = lots;
        }

        long orderId() {
            return orderId;
        }

        Side side() {
            return side;
        }

        long priceTicks() {
            return priceTicks;
        }

        /** {@return what it shows, in lots} */
        long lots() {
            return lots;
        }

        /** {@return its place in line: within its price, the lower one trades first} */
        long place() {
            return place;
        }
    }

    /**
     * Reads the orders of a market on its own thread.
     *
     * @param market the market
     * @param most how many of each side at most
     * @return the orders, each side best first
     */
    static List<ShownOrder> read(Market market, int most) {
        List<ShownOrder> read = new ArrayList<>();
        for (Side side : Side.values()) {
            market.walk()
                    .orders(
                            side,
                            most,
                            (RestingOrder order) -> read.add(new ShownOrder(
                                    order.orderId, order.side, order.priceTicks, order.shownQuantityLots)));
        }
        return read;
    }

    /** Takes over the orders of a market between two commands, each side best first. */
    void load(List<ShownOrder> read) {
        orders.clear();
        bids.clear();
        asks.clear();
        incomingId = NO_ORDER;
        read.forEach(this::queue);
    }

    /** {@return the orders of a side, best first; owned by this object} */
    SortedSet<ShownOrder> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** {@return an order, or null} */
    ShownOrder find(long orderId) {
        return orders.get(orderId);
    }

    int size() {
        return orders.size();
    }

    /** {@return the place that the next order gets: those below are in line already} */
    long nextPlace() {
        return nextPlace;
    }

    /**
     * Takes the next event of the market.
     *
     * @param event an event that follows the one before; not kept
     * @param changed is told the id of each order that comes, goes or changes
     * @return false where it contradicts the orders: they must be loaded again
     */
    boolean apply(ExecutionEvent event, List<Long> changed) {
        boolean holds = change(event, changed);
        return event.lastOfCommand() ? rest(changed) && holds : holds;
    }

    private boolean change(ExecutionEvent event, List<Long> changed) {
        return switch (event.type()) {
            case ACCEPTED -> {
                if (event.orderType() != OrderType.STOP && event.orderType() != OrderType.STOP_LIMIT) {
                    comeIn(event);
                }
                yield true;
            }
            case TRADED -> {
                if (event.orderId() == incomingId) {
                    incomingLots = event.leavesQuantityLots();
                }
                boolean gone = event.restingLeavesQuantityLots() == 0;
                yield lessen(event.restingOrderId(), event.quantityLots(), gone, changed);
            }
            case CANCELLED -> cancelled(event, changed);
            case REPLACED -> replaced(event, changed);
            case TRIGGERED -> {
                boolean holds = rest(changed);
                comeIn(event);
                yield holds;
            }
            case REFRESHED -> refreshed(event, changed);
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

    private boolean cancelled(ExecutionEvent event, List<Long> changed) {
        if (event.orderId() == incomingId) {
            incomingLots = event.leavesQuantityLots();
            return true;
        }
        long less = event.shown().lessLots();
        return less == 0 || lessen(event.orderId(), less, event.leavesQuantityLots() == 0, changed);
    }

    private boolean replaced(ExecutionEvent event, List<Long> changed) {
        ShownChange shown = event.shown();
        if (shown.lessLots() == 0) {
            return true;
        }
        if (!event.priorityKept()) {
            comeIn(event);
        }
        return lessen(event.orderId(), shown.lessLots(), !event.priorityKept(), changed);
    }

    private boolean refreshed(ExecutionEvent event, List<Long> changed) {
        ShownOrder order = orders.get(event.orderId());
        if (order == null) {
            return false;
        }
        side(order.side).remove(order);
        order.lots += event.quantityLots();
        queue(order);
        changed.add(order.orderId);
        return true;
    }

    /** Takes off what an order shows; {@return whether it showed as much, and where it goes exactly as much} */
    private boolean lessen(long orderId, long lots, boolean goes, List<Long> changed) {
        ShownOrder order = orders.get(orderId);
        if (order == null) {
            return false;
        }
        changed.add(orderId);
        order.lots -= lots;
        if (goes) {
            orders.remove(orderId);
            side(order.side).remove(order);
            return order.lots == 0;
        }
        return order.lots >= 0;
    }

    /** Lets what is left of the incoming order rest. */
    private boolean rest(List<Long> changed) {
        if (incomingId == NO_ORDER) {
            return true;
        }
        long id = incomingId;
        incomingId = NO_ORDER;
        if (incomingLots == 0) {
            return true;
        }
        if (orders.containsKey(id)) {
            return false;
        }
        long lots = incomingDisplayLots == 0 ? incomingLots : Math.min(incomingDisplayLots, incomingLots);
        queue(new ShownOrder(id, incomingSide, incomingPriceTicks, lots));
        changed.add(id);
        return true;
    }

    /** Puts an order behind all others of its price. */
    private void queue(ShownOrder order) {
        order.place = nextPlace++;
        orders.put(order.orderId, order);
        side(order.side).add(order);
    }
}
