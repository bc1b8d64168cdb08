package io.everbook.replay.biography;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The orders ahead of one: looked up in the book once, then followed by events, so that no command costs a walk. */
final class Queue implements StateVisitor {

    private final long orderId;
    private final Map<Long, Long> shownAhead = new LinkedHashMap<>();
    private boolean found;
    private RestingOrder last;
    private long priceTicks;
    private long leavesLots;
    private boolean waiting;

    Queue(long orderId) {
        this.orderId = orderId;
    }

    /** Looks the order up; whether it is in the book. */
    boolean locate(Market market) {
        shownAhead.clear();
        found = false;
        last = null;
        market.visit(this);
        return found;
    }

    QueuePosition position() {
        return new QueuePosition(
                shownAhead.size(),
                shownAhead.values().stream().mapToLong(Long::longValue).sum());
    }

    long leavesLots() {
        return leavesLots;
    }

    boolean waiting() {
        return waiting;
    }

    /** Takes note of what happened to another order; whether that was ahead. */
    boolean follow(ExecutionEvent event) {
        return switch (event.type()) {
            case TRADED -> reduce(event.restingOrderId(), event.quantityLots(), event.restingLeavesQuantityLots());
            case CANCELLED -> keep(event.orderId(), event.leavesQuantityLots());
            case REPLACED -> keep(event.orderId(), event.priorityKept() ? event.leavesQuantityLots() : 0);
            case REFRESHED, TRIGGERED -> shownAhead.remove(event.orderId()) != null;
            default -> false;
        };
    }

    private boolean reduce(long order, long lots, long leavesLots) {
        Long shown = shownAhead.get(order);
        if (shown == null) {
            return false;
        }
        return keep(order, Math.min(shown - lots, leavesLots));
    }

    private boolean keep(long order, long lots) {
        Long shown = shownAhead.get(order);
        if (shown == null) {
            return false;
        }
        if (lots <= 0) {
            shownAhead.remove(order);
        } else {
            shownAhead.put(order, Math.min(shown, lots));
        }
        return true;
    }

    @Override
    public void summary(MarketSummary summary) {
        // The orders are all that counts.
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        // The orders are all that counts.
    }

    @Override
    public void order(RestingOrder order) {
        if (found) {
            return;
        }
        long price = order.waiting ? order.triggerPriceTicks : order.priceTicks;
        boolean sameQueue = last != null
                && last.side == order.side
                && last.waiting == order.waiting
                && priceTicks == price;
        if (!sameQueue) {
            shownAhead.clear();
            last = new RestingOrder();
            last.side = order.side;
            last.waiting = order.waiting;
            priceTicks = price;
        }
        if (order.orderId == orderId) {
            found = true;
            leavesLots = order.leavesQuantityLots;
            waiting = order.waiting;
            last.priceTicks = order.priceTicks;
            last.orderType = order.orderType;
            last.triggerPriceTicks = order.triggerPriceTicks;
            last.participantId = order.participantId;
            last.requestId = order.requestId;
        } else {
            shownAhead.put(order.orderId, order.shownQuantityLots);
        }
    }

    /** The order itself, as it was when it was looked up: side, prices, kind, owner. */
    RestingOrder itself() {
        return last;
    }
}
