package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Hands a state on order by order, at a pace. */
record PacedVisitor(StateVisitor next, Pace pace) implements StateVisitor {

    @Override
    public void summary(MarketSummary summary) {
        next.summary(summary);
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        next.participant(participantId, lastRequestId, state);
        pace.step(0);
    }

    @Override
    public void order(RestingOrder order) {
        next.order(order);
        pace.step(0);
    }
}
