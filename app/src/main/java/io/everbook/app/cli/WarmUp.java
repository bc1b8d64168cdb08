package io.everbook.app.cli;

import io.everbook.app.demo.TraderFlow;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trades in a market of its own while the engine or a replay starts, on another core, so that the compiler has seen the
 * book before it is needed. Nothing of it is kept.
 */
final class WarmUp {

    /** Enough for the compiler, and over before a snapshot of any size is loaded. */
    static final int COMMANDS = 100_000;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private WarmUp() {}

    /** Begins on a thread of its own, once in a process, and not where the only core is needed for the start itself. */
    static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1 && BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(WarmUp::trade, "everbook-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** {@return how many orders are open at the end} */
    static int trade() {
        Market market = new Market(Instrument.of("WARM-UP", "0.01", "0.00000001"));
        TraderFlow flow = new TraderFlow(COMMANDS);
        Command command = new Command();
        EventBatch events = new EventBatch();
        for (int i = 1; i <= COMMANDS; i++) {
            flow.next(command);
            market.apply(command.timestampNanos(i).sequence(i), events);
        }
        return market.openOrderCount();
    }
}
