package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.matching.Market;
import io.everbook.journal.Checkpoint;
import io.everbook.journal.Fragments;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotFile;
import java.util.HashMap;
import java.util.Map;

/** The commands that a plan keeps, frame by frame: applied to a market as proof, and written to a new journal. */
final class SalvagedCommands {

    private final Storage from;
    private final SalvagePlan plan;
    private final Command command = new Command();

    SalvagedCommands(Storage from, SalvagePlan plan) {
        this.from = from;
        this.plan = plan;
    }

    /** Applies them, and checks every checkpoint and every snapshot on the way. */
    Market rebuild() {
        Market market = plan.base();
        Map<Long, SnapshotFile> snapshots = new HashMap<>();
        plan.kept().forEach(snapshot -> snapshots.put(snapshot.sequence(), snapshot));
        DigestHistory history = new DigestHistory(market.sequence(), market.digest());
        EventBatch events = new EventBatch();
        each(new FrameListener() {
            @Override
            public void command(Command next) {
                if (next.sequence() > market.sequence()) {
                    market.apply(next, events);
                    history.add(market.sequence(), market.digest());
                    SnapshotFile snapshot = snapshots.get(next.sequence());
                    if (snapshot != null) {
                        require(snapshot.digest(), market.digest(), next.sequence(), snapshot.file());
                    }
                }
            }

            @Override
            public void checkpoint(Checkpoint proof, String file) {
                if (history.contains(proof.sequence())) {
                    require(proof.digest(), history.digest(proof.sequence()), proof.sequence(), file);
                }
            }
        });
        return market;
    }

    /** Writes them, in the same frames. */
    void write(JournalWriter writer) {
        each(new FrameListener() {
            @Override
            public void command(Command next) {
                writer.append(next);
            }

            @Override
            public void checkpoint(Checkpoint proof, String file) {
                if (proof.sequence() < writer.nextSequence()) {
                    writer.offerCheckpoint(proof.sequence(), proof.digest());
                }
            }

            @Override
            public void frameEnd() {
                writer.commit();
            }
        });
    }

    /** Sees the frames that are kept. */
    private interface FrameListener {

        void command(Command next);

        void checkpoint(Checkpoint proof, String file);

        default void frameEnd() {}
    }

    private void each(FrameListener listener) {
        for (String file : plan.scan().files()) {
            try (Fragments fragments = Fragments.open(from, file)) {
                while (fragments.nextFrame()) {
                    frame(file, fragments, listener);
                }
            }
        }
    }

    private void frame(String file, Fragments fragments, FrameListener listener) {
        if (fragments.atCheckpoint()) {
            Checkpoint proof = fragments.checkpoint();
            if (plan.range().contains(proof.sequence())) {
                listener.checkpoint(proof, file);
                listener.frameEnd();
            }
        } else if (plan.range().contains(fragments.nextSequence())) {
            while (fragments.commandsLeft() > 0) {
                fragments.read(command);
                listener.command(command);
            }
            listener.frameEnd();
        }
    }

    private static void require(long recorded, long replayed, long sequence, String file) {
        if (recorded != replayed) {
            throw new JournalException(
                    Code.CHECKPOINT_MISMATCH,
                    file,
                    JournalException.NONE,
                    sequence,
                    "the bytes are whole, but replaying them does not give what the living engine had, so there is"
                            + " nothing to salvage; replay with the version that wrote them: journaled="
                            + Long.toHexString(recorded) + " replayed=" + Long.toHexString(replayed));
        }
    }
}
