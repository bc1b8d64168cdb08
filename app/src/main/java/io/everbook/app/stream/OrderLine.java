package io.everbook.app.stream;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Side;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The visible orders of one side in the order in which they would trade, as far as they have been read: the engine is
 * asked for them part by part, so that no question keeps it from trading for long. Used by the thread of the streams.
 */
final class OrderLine {

    private final Side side;
    private final TreeSet<ShownOrder> orders;
    private boolean begun;
    private boolean whole;

    /** The price of the last order that was read; worse ones, and others of this price, are still unread. */
    private long endTicks;

    /**
     * A part of a side, as the engine has it between two commands.
     *
     * @param after the order it stands behind; 0 for the best part
     * @param orders the orders; null where that order did not rest any more
     * @param last whether there are none behind them
     */
    record Part(long after, List<ShownOrder> orders, boolean last) {}

    OrderLine(Side side) {
        this.side = side;
        orders = new TreeSet<>(Comparator.comparingLong(
                        (ShownOrder order) -> side == Side.BUY ? -order.priceTicks() : order.priceTicks())
                .thenComparingLong(ShownOrder::place));
    }

    /** {@return what has been read, best first; owned by this object} */
    SortedSet<ShownOrder> orders() {
        return orders;
    }

    /** {@return the orders behind a place of a price, best first; a view} */
    SortedSet<ShownOrder> behind(long priceTicks, long place) {
        ShownOrder key = new ShownOrder(0, side, priceTicks, 0);
        key.place(place);
        return orders.tailSet(key, false);
    }

    /** {@return whether each order of the engine is there} */
    boolean isWhole() {
        return whole;
    }

    /** {@return whether an order that joins the back of a price belongs to what has been read} */
    boolean covers(long priceTicks) {
        return whole || begun && (side == Side.BUY ? priceTicks > endTicks : priceTicks < endTicks);
    }

    /** {@return the order behind which it is to be read on; 0 for the best one} */
    long next() {
        return orders.isEmpty() ? 0 : orders.last().orderId();
    }

    /**
     * Reads a part on the market's own thread.
     *
     * @param market the market
     * @param side which side
     * @param after {@link #next()}
     * @param most how many orders at most
     */
    static Part read(Market market, Side side, long after, int most) {
        List<ShownOrder> read = new ArrayList<>();
        boolean there = true;
        if (after == 0) {
            market.walk().orders(side, most, order -> read.add(shown(order)));
        } else {
            there = market.walk().ordersBehind(side, after, most, order -> read.add(shown(order)));
        }
        return new Part(after, there ? read : null, there && read.size() < most);
    }

    private static ShownOrder shown(RestingOrder order) {
        return new ShownOrder(order.orderId, order.side, order.priceTicks, order.shownQuantityLots);
    }

    /** {@return whether a part, of the same moment as this is, goes on where this ends; then it is marked as read} */
    boolean take(Part part) {
        if (part.orders() == null || part.after() != next()) {
            return false;
        }
        begun = true;
        whole = part.last();
        if (!part.orders().isEmpty()) {
            endTicks = part.orders().get(part.orders().size() - 1).priceTicks();
        }
        return true;
    }
}
