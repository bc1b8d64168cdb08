package io.everbook.core.matching;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;

/**
 * Receives the whole state of a market: first the summary, then each participant in ascending order of id, then each
 * open order, the bids best first and then the asks best first, within a price in time priority, then the waiting stop
 * orders, buys and then sells, in the order in which they would be triggered. A market gives its
 * state to a visitor ({@link Market#visit}) and takes one over through a visitor ({@link Market#restorer}).
 */
public interface StateVisitor {

    /**
     * Receives the state besides participants and orders; called once, first.
     *
     * @param summary the state
     */
    void summary(MarketSummary summary);

    /**
     * Receives one participant.
     *
     * @param participantId the participant, 1 or more
     * @param lastRequestId the highest request id used; 0 where none was
     * @param state whether its kill switch is thrown
     */
    void participant(int participantId, long lastRequestId, ParticipantState state);

    /**
     * Receives one open order.
     *
     * @param order the order; owned by the caller and used again for the next
     */
    void order(RestingOrder order);
}
