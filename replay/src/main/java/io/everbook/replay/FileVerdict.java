package io.everbook.replay;

import io.everbook.journal.JournalException;
import io.everbook.snapshot.SnapshotException;

/**
 * What the verification says of one file.
 *
 * @param file its name, relative to the data directory
 * @param kind the verdict
 * @param offset where in the file it is about, in bytes; {@link JournalException#NONE} for none
 * @param sequence the command it is about; {@link JournalException#NONE} for none
 * @param detail why, or what was checked, as a sentence without a final point
 */
public record FileVerdict(String file, Kind kind, long offset, long sequence, String detail) {

    /** The verdicts. */
    public enum Kind {
        /** Everything that can be checked is right. */
        OK,

        /** Whole but for the unfinished last write, which the next start sets aside. */
        TORN_TAIL,

        /** Bytes, or whole commands, are not what was written. */
        DAMAGED,

        /** The bytes are right, but replaying them does not give what the living engine had. */
        DIVERGED,

        /** Cannot be judged: a newer Everbook wrote it, or it cannot be read. */
        UNVERIFIABLE
    }

    /** {@return whether nothing is wrong that an operator must attend to} */
    public boolean good() {
        return kind == Kind.OK || kind == Kind.TORN_TAIL;
    }

    static FileVerdict ok(String file, String detail) {
        return new FileVerdict(file, Kind.OK, JournalException.NONE, JournalException.NONE, detail);
    }

    static FileVerdict of(JournalException fault) {
        Kind kind = switch (fault.code()) {
            case NEWER_VERSION -> Kind.UNVERIFIABLE;
            case UNREADABLE -> fault.getCause() == null ? Kind.DAMAGED : Kind.UNVERIFIABLE;
            case CHECKPOINT_MISMATCH -> Kind.DIVERGED;
            case WRITE_FAILED,
                    FORCE_FAILED,
                    TORN_FRAME,
                    CHECKSUM_MISMATCH,
                    SEQUENCE_HOLE,
                    BAD_HEADER,
                    DEFINITION_MISMATCH -> Kind.DAMAGED;
        };
        return new FileVerdict(fault.file(), kind, fault.offset(), fault.sequence(), fault.getMessage());
    }

    static FileVerdict of(SnapshotException fault) {
        boolean unjudged = fault.code() == SnapshotException.Code.NEWER_VERSION
                || fault.code() == SnapshotException.Code.UNREADABLE;
        return new FileVerdict(
                fault.file(),
                unjudged ? Kind.UNVERIFIABLE : Kind.DAMAGED,
                fault.offset(),
                JournalException.NONE,
                fault.getMessage());
    }
}
