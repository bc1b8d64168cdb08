package io.everbook.replay.session;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.matching.Market;

/** Met where the last price came to a price, or went from one side of it to the other. */
final class CrossedCondition implements StopCondition {

    private final long priceTicks;
    private boolean traded;
    private long lastTicks;

    CrossedCondition(long priceTicks) {
        this.priceTicks = priceTicks;
    }

    @Override
    public void begin(Market market) {
        traded = market.lastTradeId() > 0;
        lastTicks = market.view(0).lastTradePriceTicks();
    }

    @Override
    public boolean isMet(Command command, EventBatch events, Market market) {
        boolean met = false;
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            if (event.type() == EventType.TRADED) {
                met |= crosses(event.priceTicks());
                traded = true;
                lastTicks = event.priceTicks();
            }
        }
        return met;
    }

    private boolean crosses(long ticks) {
        int now = Long.compare(ticks, priceTicks);
        int before = traded ? Long.compare(lastTicks, priceTicks) : now;
        return now != before && before != 0 || now == 0 && !traded;
    }
}
