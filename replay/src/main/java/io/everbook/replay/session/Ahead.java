package io.everbook.replay.session;

import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.BaseStates.Base;
import io.everbook.snapshot.SnapshotException;

/**
 * Prepares the stretch before the one in which a session stands: once the position comes near the snapshot at which its
 * stretch begins, a thread of its own loads the snapshot before and replays up to there, so that the step back past it
 * has markets to start from. What it makes is what the session would make itself, only sooner; where it fails the
 * session goes there as if it had not been. For the session's thread, like all else here.
 */
final class Ahead implements AutoCloseable {

    /** So many spacings behind a stretch's beginning the one before is prepared. */
    private static final int REACH = 8;

    private static final int COMMANDS_BETWEEN_LOOKS = 1 << 10;
    private static final long MILLIS_BETWEEN_REPORTS = 20;

    private final Storage storage;
    private final BaseStates bases;
    private final Checkpoints checkpoints;
    private Stretch stretch;
    private Stretch givenUp;

    /**
     * Does nothing yet.
     *
     * @param storage the journal; stays the caller's, and is read by two threads
     * @param bases where stretches begin
     * @param checkpoints what the session keeps, and takes the markets of a stretch that it enters
     */
    Ahead(Storage storage, BaseStates bases, Checkpoints checkpoints) {
        this.storage = storage;
        this.bases = bases;
        this.checkpoints = checkpoints;
    }

    /**
     * The session has gone somewhere: the stretch before is prepared if its end is near, and what was prepared
     * elsewhere is given up.
     *
     * @param market the session's, where it stands
     */
    void follow(Market market) {
        long position = market.sequence();
        long start = bases.baseFor(position).sequence();
        if (stretch != null && (stretch.end != start || position - start > 2 * REACH * checkpoints.spacing())) {
            giveUp();
        }
        boolean near = position - start <= REACH * checkpoints.spacing();
        if (stretch != null || !near || start <= bases.first() || isUnderWay(givenUp)) {
            return;
        }
        Base before = bases.baseFor(start);
        boolean missing = isFar(checkpoints.before(start), before, start);
        Checkpoints lent = missing ? checkpoints.lend(market) : null;
        if (lent != null) {
            stretch = new Stretch(before, start, lent);
            stretch.thread.start();
        }
    }

    /**
     * The session has come to a place from far: the next step back may cross a stretch's beginning before the stretch
     * is prepared, so this waits for it.
     *
     * @param position where the session stands
     * @param progress told now and then; may end the wait by an exception
     */
    void settle(long position, ProgressListener progress) {
        if (stretch != null && position - stretch.end <= checkpoints.spacing()) {
            stretch.await(progress);
        }
    }

    /**
     * The session goes somewhere: if that is in the stretch that is prepared, its markets are kept from now on.
     *
     * @param target where it goes
     * @param progress told now and then while the thread has still to finish
     */
    void enter(long target, ProgressListener progress) {
        if (stretch == null || target > stretch.end || target <= stretch.base.sequence()) {
            return;
        }
        boolean near = stretch.end - target <= REACH * checkpoints.spacing();
        if (near && isFar(checkpoints.before(target), stretch.base, target)) {
            stretch.await(progress);
        }
        if (stretch.isWhole()) {
            checkpoints.takeBack(stretch.kept, stretch.base.sequence(), target);
            stretch = null;
        }
    }

    /** {@return where the markets begin that a session at a position has a use for} */
    long floor(long position) {
        long start = bases.baseFor(position).sequence();
        boolean near = start > bases.first() && position - start <= checkpoints.spacing();
        return near ? bases.baseFor(start).sequence() : start;
    }

    private void giveUp() {
        stretch.cancelled = true;
        checkpoints.takeBack();
        givenUp = stretch;
        stretch = null;
    }

    private boolean isFar(long kept, Base base, long target) {
        return kept < base.sequence() || target - kept > 2 * checkpoints.spacing();
    }

    private static boolean isUnderWay(Stretch stretch) {
        return stretch != null && stretch.thread.isAlive();
    }

    /** Ends the thread, and returns when it has ended. */
    @Override
    public void close() {
        if (stretch != null) {
            giveUp();
        }
        if (givenUp != null) {
            givenUp.await(ProgressListener.NONE);
        }
    }

    /** The commands from one file's state to the next, and the markets on the way. */
    private final class Stretch implements Runnable {

        private final Base base;
        private final long end;
        private final Checkpoints kept;
        private final Thread thread = new Thread(this, "everbook-replay-ahead");
        private volatile boolean cancelled;
        private volatile long reached;
        private volatile boolean whole;

        Stretch(Base base, long end, Checkpoints kept) {
            this.base = base;
            this.end = end;
            this.kept = kept;
            reached = base.sequence();
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                Market market = bases.read(base);
                kept.keep(market);
                kept.plan(market, end, base.sequence());
                replay(market);
            } catch (SnapshotException | JournalException damage) {
                // Whoever goes there meets it, and is told.
                cancelled = true;
            }
        }

        private void replay(Market market) {
            try (JournalReplay replay = JournalReplay.seek(storage, market)) {
                while (!cancelled && market.sequence() < end && replay.step()) {
                    kept.offer(market, end - market.sequence());
                    if (market.sequence() % COMMANDS_BETWEEN_LOOKS == 0) {
                        reached = market.sequence();
                    }
                }
                whole = market.sequence() == end;
            }
        }

        boolean isWhole() {
            return whole && !thread.isAlive();
        }

        void await(ProgressListener progress) {
            try {
                while (thread.isAlive()) {
                    thread.join(MILLIS_BETWEEN_REPORTS);
                    progress.progress(reached - base.sequence(), end - base.sequence());
                }
            } catch (InterruptedException e) {
                cancelled = true;
                Thread.currentThread().interrupt();
            }
        }
    }
}
