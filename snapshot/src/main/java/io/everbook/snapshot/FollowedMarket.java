package io.everbook.snapshot;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalWriter;
import io.everbook.snapshot.SnapshotException.Code;
import java.util.function.Supplier;

/**
 * One symbol in the hands of the follower's thread: its living position, its replica, its snapshots. After a fault the
 * replica is dropped, and built anew when the next snapshot is asked for; following between snapshots stops until then.
 */
final class FollowedMarket implements AutoCloseable {

    private final FollowerContext context;
    private final Instrument instrument;
    private final JournalWriter writer;
    private final FollowedExecutions executions;
    private final Supplier<MarketPosition> live;
    private final SnapshotCatalog catalog;
    private Replica replica;
    private SnapshotFile newest;
    private boolean newestKnown;
    private boolean paused;
    /** Where the journal was last known to rebuild the living market: what a divergence lies behind. */
    private long equalSequence;

    FollowedMarket(
            FollowerContext context,
            Instrument instrument,
            JournalWriter writer,
            FollowedExecutions executions,
            Supplier<MarketPosition> live) {
        this.context = context;
        this.instrument = instrument;
        this.writer = writer;
        this.executions = executions;
        this.live = live;
        catalog = new SnapshotCatalog(context.storage(), instrument.symbol(), context.pace());
    }

    String symbol() {
        return instrument.symbol();
    }

    /**
     * Brings the replica up to the living market, compares both, and takes a snapshot where enough commands were
     * applied since the newest one; nothing of that while a fault is unresolved.
     */
    void follow() {
        if (paused) {
            return;
        }
        MarketPosition position = live.get();
        boolean current =
                replica == null ? isNewest(position) : replica.market().sequence() == position.sequence();
        if (!current) {
            compare(position);
        }
        if (isDue(position)) {
            snapshot();
        }
    }

    private boolean isDue(MarketPosition position) {
        long every = context.options().snapshotEveryCommands();
        return every > 0
                && !isNewest(position)
                && position.sequence() - (newest == null ? 0 : newest.sequence()) >= every;
    }

    /** Stops following until a snapshot was taken: one report of a fault is enough. */
    void pause() {
        paused = true;
    }

    /**
     * Takes a snapshot, unless nothing changed since the newest one.
     *
     * @return the newest snapshot now; null where no command was ever applied
     */
    SnapshotFile snapshot() {
        MarketPosition position = live.get();
        if (isNewest(position)) {
            return newest;
        }
        long startNanos = System.nanoTime();
        compare(position);
        // At once, so that a replay meets it soon after the command of which it speaks.
        writer.offerCheckpoint(position.sequence(), position.digest());
        // A snapshot must never be ahead of what a power cut leaves of the journal.
        writer.force();
        executions.force(position.sequence());
        SnapshotFile taken =
                catalog.write(replica.market(), context.epochMillis().getAsLong());
        newest = taken;
        // A log that is behind can be completed only from a snapshot that is further behind.
        catalog.retain(context.options().keepSnapshots(), executions.durableThrough());
        context.listener().taken(symbol(), taken, System.nanoTime() - startNanos);
        compact();
        return taken;
    }

    private boolean isNewest(MarketPosition position) {
        if (!newestKnown) {
            newest = catalog.newest();
            newestKnown = true;
        }
        return newest == null
                ? position.sequence() == 0
                : newest.sequence() == position.sequence() && newest.digest() == position.digest();
    }

    private void compare(MarketPosition position) {
        boolean equal = false;
        try {
            if (replica == null) {
                replica = Replica.build(context.storage(), instrument, catalog);
                equalSequence = replica.market().sequence();
            }
            replica.catchUp(position.sequence(), context.patience(), context.pace());
            requireEqual(position, replica.market().digest());
            equal = true;
            equalSequence = position.sequence();
            context.listener().compared(symbol(), position.sequence());
        } finally {
            if (equal) {
                paused = false;
            } else {
                close();
            }
        }
    }

    private void requireEqual(MarketPosition position, long rebuiltDigest) {
        if (rebuiltDigest != position.digest()) {
            context.listener().mismatch(symbol(), position.sequence(), position.digest(), rebuiltDigest);
            throw new SnapshotException(
                    Code.DIGEST_MISMATCH,
                    "journals/" + symbol() + ".journal",
                    SnapshotException.NONE,
                    "the journal does not rebuild the living market; keep all files, look at the commands after the"
                            + " last equal one, and report this: equalSequence=" + equalSequence + " sequence="
                            + position.sequence() + " live=" + Long.toHexString(position.digest()) + " rebuilt="
                            + Long.toHexString(rebuiltDigest));
        }
    }

    /** Removes what no kept snapshot needs, but never before as many are kept as shall be: each is a fallback. */
    private void compact() {
        // The executions log is completed from commands together with a state before them: where no snapshot is as old
        // as the log's end, that state is the journal's beginning.
        long unneeded = catalog.oldestSequence();
        boolean complete =
                catalog.count() >= context.options().keepSnapshots() && unneeded <= executions.durableThrough();
        if (complete && writer.bytes() > context.options().compactionThresholdBytes()) {
            // The reader may stand at the end of a segment that goes now; it opens the right one when it goes on.
            replica.close();
            writer.removed(JournalCatalog.compact(
                    context.storage(), symbol(), unneeded, context.options().retention()));
            executions.compact(symbol(), unneeded);
        }
    }

    /** Drops the replica. */
    @Override
    public void close() {
        if (replica != null) {
            replica.close();
            replica = null;
        }
    }
}
