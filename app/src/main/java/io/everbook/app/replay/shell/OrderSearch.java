package io.everbook.app.replay.shell;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Looks for one open order, and what stands before it in the queue of its price. */
final class OrderSearch implements StateVisitor {

    private final long orderId;
    private final RestingOrder order = new RestingOrder();
    private boolean found;
    private Side side;
    private long priceTicks;
    private boolean waiting;
    private int ordersAhead;
    private long lotsAhead;

    OrderSearch(long orderId) {
        this.orderId = orderId;
    }

    boolean found() {
        return found;
    }

    /** {@return the order; only where it was found} */
    RestingOrder order() {
        return order;
    }

    int ordersAhead() {
        return ordersAhead;
    }

    /** {@return what the orders before it show, in lots} */
    long lotsAhead() {
        return lotsAhead;
    }

    @Override
    public void summary(MarketSummary summary) {}

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {}

    @Override
    public void order(RestingOrder next) {
        if (found) {
            return;
        }
        if (next.side != side || next.priceTicks != priceTicks || next.waiting != waiting) {
            side = next.side;
            priceTicks = next.priceTicks;
            waiting = next.waiting;
            ordersAhead = 0;
            lotsAhead = 0;
        }
        if (next.orderId == orderId) {
            take(next);
        } else {
            ordersAhead++;
            lotsAhead += next.shownQuantityLots;
        }
    }

    private void take(RestingOrder next) {
        found = true;
        order.side = next.side;
        order.leavesQuantityLots = next.leavesQuantityLots;
        order.quantityLots = next.quantityLots;
        order.priceTicks = next.priceTicks;
        order.waiting = next.waiting;
        order.triggerPriceTicks = next.triggerPriceTicks;
    }
}
