package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Keeps the summary of a market and nothing else. */
record SummaryOnly(MarketSummary[] found) implements StateVisitor {

    @Override
    public void summary(MarketSummary summary) {
        found[0] = summary;
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        // Not asked for.
    }

    @Override
    public void order(RestingOrder order) {
        // Not asked for.
    }
}
