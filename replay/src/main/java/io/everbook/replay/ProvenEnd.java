package io.everbook.replay;

import io.everbook.journal.JournalException;
import io.everbook.journal.JournalTail;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.Map;

/**
 * Holds a journal's end against the snapshots that recovery could not use. The journal is forced before a snapshot is
 * taken: so one whose header is whole proves up to where the journal once was, and bytes at its end that look like an
 * unfinished write are damage where it says so.
 */
final class ProvenEnd {

    private ProvenEnd() {}

    /**
     * Refuses a journal that ends too early.
     *
     * @param rejected the snapshots that could not be used, and why
     * @param tail where the journal ends
     */
    static void require(Map<SnapshotFile, SnapshotException> rejected, JournalTail tail) {
        rejected.forEach((snapshot, fault) -> {
            if (snapshot.readable() && snapshot.sequence() >= tail.nextSequence()) {
                throw refusal(
                        JournalException.Code.SEQUENCE_HOLE,
                        tail,
                        "the journal ends before a snapshot that cannot be used, so acknowledged commands are lost;"
                                + " restore the journal from a backup or a standby: snapshot=" + snapshot.file()
                                + " snapshotSequence=" + snapshot.sequence(),
                        fault);
            }
            if (!snapshot.readable() && tail.torn() && fault.code() == SnapshotException.Code.UNREADABLE) {
                throw refusal(
                        JournalException.Code.UNREADABLE,
                        tail,
                        "the journal ends in what looks like an unfinished write, and a snapshot that the device does"
                                + " not give could prove it to be damage; check the device, or move the snapshot away"
                                + " to go on without it: snapshot=" + snapshot.file(),
                        fault);
            }
        });
    }

    private static JournalException refusal(
            JournalException.Code code, JournalTail tail, String detail, SnapshotException fault) {
        return new JournalException(code, tail.file(), tail.endOffset(), tail.nextSequence(), detail, fault);
    }
}
