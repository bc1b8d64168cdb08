package io.everbook.replay.session;

import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;

/**
 * Fills the gaps between the markets kept while a session goes back: with each step a second replay comes a little
 * nearer to the middle of the widest gap, so that there is one close behind the position when it is needed, and no step
 * has to wait for it.
 */
final class Trail implements AutoCloseable {

    /** Commands replayed for each one that the session goes back: a gap of every width at once, with a margin. */
    private static final long RATE = 24;

    private static final long LEAST = 64;
    private static final long MOST = 16_384;

    private final Storage storage;
    private final Checkpoints checkpoints;
    private JournalReplay replay;
    private long goal;
    private long replayed;
    private boolean failed;

    /**
     * Does nothing yet.
     *
     * @param storage the journal; stays the caller's
     * @param checkpoints the markets whose gaps are filled
     */
    Trail(Storage storage, Checkpoints checkpoints) {
        this.storage = storage;
        this.checkpoints = checkpoints;
    }

    /**
     * The session has gone back.
     *
     * @param position where it stands now
     * @param commands how many commands it went
     */
    void follow(long position, long commands) {
        if (replay != null && goal >= position) {
            giveUp();
        }
        if (!failed) {
            try {
                fill(position, Math.max(LEAST, Math.min(MOST, commands * RATE)));
            } catch (JournalException damage) {
                // Whoever goes there meets it, and is told.
                giveUp();
                failed = true;
            }
        }
    }

    private void fill(long position, long budget) {
        long[] gap = replay == null ? checkpoints.widest(position) : null;
        if (gap != null) {
            goal = gap[0] + (gap[1] - gap[0]) / 2;
            replay = JournalReplay.seek(storage, checkpoints.at(gap[0], null));
        }
        if (replay == null) {
            return;
        }
        Market market = replay.market();
        replayed += replay.run(Math.min(goal, market.sequence() + budget), (command, events) -> {});
        if (market.sequence() == goal) {
            replay.close();
            replay = null;
            checkpoints.adopt(market, position);
        }
    }

    /** {@return how many commands it has replayed up to now} */
    long replayed() {
        return replayed;
    }

    private void giveUp() {
        if (replay != null) {
            checkpoints.recycle(replay.market());
        }
        close();
    }

    @Override
    public void close() {
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }
}
