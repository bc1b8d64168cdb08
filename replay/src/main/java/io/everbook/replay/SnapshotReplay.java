package io.everbook.replay;

import io.everbook.journal.JournalException;
import java.util.List;
import java.util.function.LongConsumer;

/** A replay that is held against every snapshot it passes, besides the checkpoints. */
final class SnapshotReplay {

    private static final int COMMANDS_BETWEEN_REPORTS = 4096;

    private final JournalReplay replay;
    private final List<SnapshotProof> snapshots;
    private final LogComparison log;
    private long lastEqual;
    private int next;

    SnapshotReplay(JournalReplay replay, List<SnapshotProof> snapshots, LogComparison log) {
        this.replay = replay;
        this.snapshots = snapshots;
        this.log = log;
        lastEqual = replay.market().sequence();
        log.passOver(lastEqual);
    }

    /**
     * Replays until a proof differs or the journal ends; may be called again to go on behind a proof that differs.
     *
     * @return what differs; null at the journal's end
     */
    Divergence next(LongConsumer reached) {
        try {
            Divergence found = compare();
            while (found == null && replay.step()) {
                log.compare(replay.market().sequence(), replay.events());
                found = compare();
                if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
                    reached.accept(replay.market().sequence());
                }
            }
            if (found == null) {
                replay.tail();
                log.end(replay.market().sequence());
            }
            return found;
        } catch (JournalException e) {
            if (e.code() != JournalException.Code.CHECKPOINT_MISMATCH) {
                throw e;
            }
            return divergence(e);
        }
    }

    /** The newest command at which a proof was equal; where the replay began, before the first. */
    long lastEqual() {
        return Math.max(lastEqual, replay.lastEqual());
    }

    private Divergence divergence(JournalException mismatch) {
        long sequence = mismatch.sequence();
        return Divergence.of(
                lastEqual(), sequence, mismatch.file(), replay.checkpointDigest(), replay.digestAfter(sequence));
    }

    private Divergence compare() {
        long sequence = replay.market().sequence();
        while (next < snapshots.size() && snapshots.get(next).sequence() <= sequence) {
            SnapshotProof snapshot = snapshots.get(next++);
            boolean arrived = snapshot.whole() && snapshot.sequence() == sequence && replay.replayed() > 0;
            if (arrived && !snapshot.arrives(replay.market().digest())) {
                return Divergence.of(
                        lastEqual(),
                        sequence,
                        snapshot.snapshot().file(),
                        snapshot.digest(),
                        replay.market().digest());
            }
            lastEqual = arrived ? sequence : lastEqual;
        }
        return null;
    }
}
