package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.util.List;

/** One snapshot under verification: first its own bytes, then whether the journal arrives at its digest. */
final class SnapshotProof {

    private final SnapshotFile snapshot;
    private final SnapshotException fault;
    private final long digest;
    private String how = "whole by its checksum; the journal does not reach it, so nothing else proves it";

    private SnapshotProof(SnapshotFile snapshot, SnapshotException fault, long digest) {
        this.snapshot = snapshot;
        this.fault = fault;
        this.digest = digest;
    }

    /** Checks a snapshot's bytes; null where the file is gone by now. */
    static SnapshotProof of(Storage storage, SnapshotCatalog catalog, SnapshotFile snapshot) {
        try {
            Market market = catalog.load(snapshot);
            return new SnapshotProof(snapshot, null, market.digest());
        } catch (SnapshotException e) {
            return exists(storage, snapshot) ? new SnapshotProof(snapshot, e, 0) : null;
        }
    }

    private static boolean exists(Storage storage, SnapshotFile snapshot) {
        try {
            return storage.exists(snapshot.file());
        } catch (IOException e) {
            return true;
        }
    }

    SnapshotFile snapshot() {
        return snapshot;
    }

    boolean whole() {
        return fault == null;
    }

    long sequence() {
        return snapshot.sequence();
    }

    /** Takes note that a replay begins with it. */
    void begins() {
        how = "whole by its checksum; the replay begins with it, so no journal before it proves it";
    }

    /** Takes note that a replay has arrived there; returns whether it has the same digest. */
    boolean arrives(long replayedDigest) {
        how = "whole, and the journal rebuilds it";
        return replayedDigest == digest;
    }

    long digest() {
        return digest;
    }

    FileVerdict verdict(List<Divergence> divergences) {
        Divergence divergence = Divergence.firstOf(divergences, snapshot.file());
        if (divergence != null) {
            return new FileVerdict(
                    snapshot.file(),
                    FileVerdict.Kind.DIVERGED,
                    JournalException.NONE,
                    snapshot.sequence(),
                    divergence.sentence());
        }
        return whole()
                ? new FileVerdict(snapshot.file(), FileVerdict.Kind.OK, JournalException.NONE, snapshot.sequence(), how)
                : FileVerdict.of(fault);
    }
}
