package io.everbook.replay.timeline;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.StateVisitor;

/** Sees the state besides participants and orders. */
interface SummaryVisitor extends StateVisitor {

    @Override
    default void participant(int participantId, long lastRequestId, ParticipantState state) {}

    @Override
    default void order(RestingOrder order) {}
}
