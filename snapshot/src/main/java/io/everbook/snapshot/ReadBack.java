package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;

/** Receives a snapshot that was just written, and compares what it says of the market with the market. */
final class ReadBack implements StateVisitor {

    private final Market market;

    ReadBack(Market market) {
        this.market = market;
    }

    @Override
    public void summary(MarketSummary summary) {
        if (summary.sequence() != market.sequence()
                || summary.digest() != market.digest()
                || summary.openOrderCount() != market.openOrderCount()) {
            throw new IllegalArgumentException("another state was read back: summary=" + summary + " sequence="
                    + market.sequence() + " digest=" + market.digest());
        }
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        // The reader counts them, and the checksum answers for their content.
    }

    @Override
    public void order(RestingOrder order) {
        if (order.leavesQuantityLots < 1) {
            throw new IllegalArgumentException("an order was read back that is not open: orderId=" + order.orderId);
        }
    }
}
