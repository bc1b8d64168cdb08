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
    private Divergence divergence;

    SnapshotReplay(JournalReplay replay, List<SnapshotProof> snapshots, LogComparison log) {
        this.replay = replay;
        this.snapshots = snapshots;
        this.log = log;
        lastEqual = replay.market().sequence();
    }

    /** Replays until the journal ends or a snapshot differs. */
    void toTheEnd(LongConsumer reached) {
        compare();
        log.passOver(replay.market().sequence());
        while (divergence == null && replay.step()) {
            log.compare(replay.market().sequence(), replay.events());
            compare();
            if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
                reached.accept(replay.market().sequence());
            }
        }
        if (divergence == null) {
            replay.tail();
            log.end(replay.market().sequence());
        }
    }

    /** The snapshot that differs; null where none does. */
    Divergence divergence() {
        return divergence;
    }

    /** What a checkpoint that differs says. */
    Divergence divergence(JournalException mismatch) {
        long sequence = mismatch.sequence();
        return Divergence.of(
                Math.max(lastEqual, replay.lastEqual()),
                sequence,
                mismatch.file(),
                replay.checkpointDigest(),
                replay.digestAfter(sequence));
    }

    private void compare() {
        long sequence = replay.market().sequence();
        while (next < snapshots.size()
                && (!snapshots.get(next).whole() || snapshots.get(next).sequence() < sequence)) {
            next++;
        }
        for (int i = next; i < snapshots.size() && snapshots.get(i).sequence() == sequence; i++) {
            SnapshotProof snapshot = snapshots.get(i);
            boolean arrived = snapshot.whole() && replay.replayed() > 0;
            if (arrived && !snapshot.arrives(replay.market().digest())) {
                divergence = Divergence.of(
                        Math.max(lastEqual, replay.lastEqual()),
                        sequence,
                        snapshot.snapshot().file(),
                        snapshot.digest(),
                        replay.market().digest());
                return;
            }
            lastEqual = arrived ? sequence : lastEqual;
        }
    }
}
