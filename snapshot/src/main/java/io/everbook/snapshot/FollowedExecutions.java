package io.everbook.snapshot;

import io.everbook.journal.ExecutionsCatalog;
import io.everbook.journal.ExecutionsWriter;
import java.util.concurrent.locks.LockSupport;

/** The executions log of a followed market, which must not fall behind what the market's snapshots let go of. */
final class FollowedExecutions {

    private static final long PARK_NANOS = 1_000_000L;

    private final ExecutionsWriter writer;
    private final FollowerContext context;

    /** Follows a log; null where the market has none. */
    FollowedExecutions(ExecutionsWriter writer, FollowerContext context) {
        this.writer = writer;
        this.context = context;
    }

    /**
     * Waits until the events of a command are written, and forces them. Where they do not come in time, because a
     * consumer of events stands still or the log has failed, the snapshot is taken all the same: compaction then leaves
     * what the log still needs.
     */
    void force(long sequence) {
        if (writer == null) {
            return;
        }
        Patience patience = context.patience();
        patience.renew();
        while (writer.writtenThrough() < sequence && !writer.failed() && !patience.ended()) {
            patience.requireRunning();
            LockSupport.parkNanos(this, PARK_NANOS);
        }
        writer.force();
    }

    /** {@return the last command whose journal is not needed to complete the log} */
    long durableThrough() {
        return writer == null ? Long.MAX_VALUE : writer.durableThrough();
    }

    /** Removes closed segments whose events are all of commands up to a sequence. */
    void compact(String symbol, long sequence) {
        if (writer != null) {
            writer.removed(ExecutionsCatalog.compact(
                    context.storage(), symbol, sequence, context.options().retention()));
        }
    }
}
