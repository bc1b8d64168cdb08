package io.everbook.snapshot;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;

/** Markets to test with. */
final class Markets {

    static final Instrument BTC_USD =
            new Instrument("BTC-USD", DecimalUnit.of("0.01"), DecimalUnit.of("0.00000001"), 100_000);

    private Markets() {}

    static Market random(long seed, int commands) {
        Market market = new Market(BTC_USD);
        apply(market, new OrderFlow(seed), commands);
        return market;
    }

    static void apply(Market market, OrderFlow flow, int commands) {
        Command command = new Command();
        EventBatch events = new EventBatch();
        for (int i = 0; i < commands; i++) {
            market.apply(flow.next(command, market.sequence() + 1), events);
        }
    }
}
