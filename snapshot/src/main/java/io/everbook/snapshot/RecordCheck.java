package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Receives a snapshot record by record and refuses what no book can be: closed orders, worse prices first. */
final class RecordCheck implements StateVisitor {

    private long participantCount;
    private int lastParticipantId;
    private Side side;
    private boolean waiting;
    private long lastPriceTicks;

    @Override
    public void summary(MarketSummary summary) {
        if (summary.sequence() < 1) {
            throw new IllegalArgumentException("no command was ever applied: sequence=" + summary.sequence());
        }
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        if (participantCount++ > 0 && participantId <= lastParticipantId) {
            throw new IllegalArgumentException("participants are not in order: participantId=" + participantId);
        }
        lastParticipantId = participantId;
    }

    @Override
    public void order(RestingOrder order) {
        if (order.leavesQuantityLots < 1) {
            throw new IllegalArgumentException("an order is not open: orderId=" + order.orderId);
        }
        long price = order.waiting ? order.triggerPriceTicks : order.priceTicks;
        boolean same = order.side == side && order.waiting == waiting;
        // The best price of orders that rest comes first; stops wait in the order in which they trigger.
        boolean rising = (order.side == Side.SELL) != order.waiting;
        if (same && (rising ? price < lastPriceTicks : price > lastPriceTicks)) {
            throw new IllegalArgumentException("orders are not in the order of their prices: orderId=" + order.orderId);
        }
        side = order.side;
        waiting = order.waiting;
        lastPriceTicks = price;
    }
}
