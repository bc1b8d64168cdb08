package io.everbook.app.stream;

import io.everbook.core.command.Side;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The visible orders of a market, kept from its events alone, as {@link FoldedBook} keeps its levels: that one says
 * whether an event is the next one. They are read from the engine in parts while events go on; an event about an order
 * that is still unread is left out. Between two commands they are the engine's. Used by one thread.
 */
final class FoldedOrders extends EventFold {

    private final Map<Long, ShownOrder> orders = new HashMap<>();
    private final OrderLine bids = new OrderLine(Side.BUY);
    private final OrderLine asks = new OrderLine(Side.SELL);
    private final List<Long> changed;

    /** The place in line that the next order gets which goes behind all others. */
    private long nextPlace;

    /**
     * What the engine is asked for.
     *
     * @param bid the bid to read on behind, 0 for the best; null where all have been read
     * @param ask likewise
     * @param most how many of each at most
     */
    record Question(Long bid, Long ask, int most) {

        /** Reads a market on its own thread. */
        Answer read(Market market) {
            return new Answer(
                    market.sequence(),
                    bid == null ? null : OrderLine.read(market, Side.BUY, bid, most),
                    ask == null ? null : OrderLine.read(market, Side.SELL, ask, most));
        }
    }

    /**
     * What the engine says.
     *
     * @param sequence behind which command
     * @param bids bids; null where they were not asked for
     * @param asks likewise
     */
    record Answer(long sequence, OrderLine.Part bids, OrderLine.Part asks) {}

    /**
     * Creates one that has read nothing yet.
     *
     * @param changed is told the id of each order that comes, goes or changes
     */
    FoldedOrders(List<Long> changed) {
        this.changed = changed;
    }

    /** {@return what is to be asked next; a question that is not answered is asked again} */
    Question question(int most) {
        return new Question(bids.isWhole() ? null : bids.next(), asks.isWhole() ? null : asks.next(), most);
    }

    /** Takes over what the engine says, where all events up to then have been taken and none behind. */
    void take(Answer answer) {
        take(bids, answer.bids());
        take(asks, answer.asks());
    }

    private void take(OrderLine line, OrderLine.Part part) {
        if (part != null && line.take(part)) {
            part.orders().forEach(this::queue);
        }
    }

    /** {@return whether every order has been read} */
    boolean isWhole() {
        return bids.isWhole() && asks.isWhole();
    }

    /** {@return the orders of a side, best first; owned by this object} */
    SortedSet<ShownOrder> side(Side side) {
        return line(side).orders();
    }

    OrderLine line(Side side) {
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
     * @return false where it contradicts the orders: they must be read again
     */
    boolean apply(ExecutionEvent event) {
        return fold(event);
    }

    @Override
    boolean lessen(long orderId, Side side, long priceTicks, long lots, boolean goes) {
        ShownOrder order = orders.get(orderId);
        if (order == null) {
            return !line(side).covers(priceTicks);
        }
        changed.add(orderId);
        order.addLots(-lots);
        if (goes) {
            orders.remove(orderId);
            side(side).remove(order);
            return order.lots() == 0;
        }
        return order.lots() >= 0;
    }

    @Override
    boolean refresh(long orderId, Side side, long priceTicks, long lots) {
        ShownOrder order = orders.get(orderId);
        if (order == null) {
            return !line(side).covers(priceTicks);
        }
        side(side).remove(order);
        order.addLots(lots);
        if (line(side).covers(priceTicks)) {
            queue(order);
        } else {
            // It stands behind orders that are still unread, and will be read with them.
            orders.remove(orderId);
        }
        changed.add(orderId);
        return true;
    }

    @Override
    boolean rest(long orderId, Side side, long priceTicks, long lots) {
        if (orders.containsKey(orderId)) {
            return false;
        }
        if (line(side).covers(priceTicks)) {
            queue(new ShownOrder(orderId, side, priceTicks, lots));
            changed.add(orderId);
        }
        return true;
    }

    /** Puts an order behind all others of its price. */
    private void queue(ShownOrder order) {
        order.place(nextPlace++);
        orders.put(order.orderId(), order);
        side(order.side()).add(order);
    }
}
