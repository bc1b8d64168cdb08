package io.everbook.replay.anonymise;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.event.Digest;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Passes a state on under other names. The digest begins anew, since that of the original was made of its events. */
record RemappedState(Remapping remapping, StateVisitor target) implements StateVisitor {

    @Override
    public void summary(MarketSummary summary) {
        Limits limits = new Limits();
        limits.copyFrom(summary.limits());
        remapping.limits(limits);
        target.summary(new MarketSummary(
                summary.sequence(),
                Digest.START,
                summary.lastTradeId(),
                remapping.price(summary.lastTradePriceTicks()),
                remapping.time(summary.timeNanos()),
                summary.instrumentState(),
                limits,
                summary.participantCount(),
                summary.openOrderCount()));
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        target.participant(
                remapping.participant(participantId), remapping.request(participantId, lastRequestId), state);
    }

    @Override
    public void order(RestingOrder order) {
        remapping.order(order);
        target.order(order);
    }
}
