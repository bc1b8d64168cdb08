package io.everbook.app.stream;

import io.everbook.app.trading.Trading;
import io.everbook.app.trading.TradingException;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the orders of participants whose connection ended, where they asked for it: by a mass cancel in every market,
 * journaled like any other. Where the engine is busy, it is tried again until it is done. Used by the stream thread.
 */
final class DisconnectCancels {

    private static final Logger LOG = LoggerFactory.getLogger(DisconnectCancels.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Trading trading;
    private final ArrayDeque<Due> due = new ArrayDeque<>();
    private long pausedNanos = System.nanoTime();

    private record Due(int participantId, int market) {}

    DisconnectCancels(Trading trading) {
        this.trading = trading;
    }

    /** Cancels all orders of a participant. */
    void add(int participantId) {
        LOG.info("A connection ended: cancelling the orders of its participant: participant={}", participantId);
        for (int market = 0; market < trading.instruments().size(); market++) {
            due.add(new Due(participantId, market));
        }
    }

    /** Does what can be done now. */
    void advance(long nowNanos) {
        while (!due.isEmpty() && nowNanos - pausedNanos >= 0) {
            Due next = due.peek();
            try {
                trading.submit(new Command()
                        .clear()
                        .type(CommandType.MASS_CANCEL)
                        .marketIndex(next.market())
                        .participantId(next.participantId()));
                due.remove();
            } catch (TradingException refused) {
                if (refused.code() == TradingException.Code.BUSY) {
                    pausedNanos = nowNanos + PAUSE_NANOS;
                    return;
                }
                LOG.error(
                        "Orders of a participant whose connection ended stay open: {}: {}", next, refused.getMessage());
                due.clear();
            }
        }
    }
}
