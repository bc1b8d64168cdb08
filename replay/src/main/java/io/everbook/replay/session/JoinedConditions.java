package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;

/** Two conditions; both are asked each time, since each may remember the command before. */
record JoinedConditions(StopCondition one, StopCondition other, boolean both) implements StopCondition {

    @Override
    public boolean isMet(Command command, EventBatch events, Market market) {
        boolean first = one.isMet(command, events, market);
        boolean second = other.isMet(command, events, market);
        return both ? first && second : first || second;
    }

    @Override
    public void begin(Market market) {
        one.begin(market);
        other.begin(market);
    }
}
