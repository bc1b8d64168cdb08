package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;

/** Met where another condition is not. */
record OppositeCondition(StopCondition condition) implements StopCondition {

    @Override
    public boolean isMet(Command command, EventBatch events, Market market) {
        return !condition.isMet(command, events, market);
    }

    @Override
    public void begin(Market market) {
        condition.begin(market);
    }
}
