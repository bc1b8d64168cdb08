package io.everbook.replay;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.Set;

/** Gathers the ids of the open orders of a market. */
record OpenOrders(Set<Long> ids) implements StateVisitor {

    @Override
    public void summary(MarketSummary summary) {}

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {}

    @Override
    public void order(RestingOrder order) {
        ids.add(order.orderId);
    }
}
