package io.everbook.app.audit;

/** What an audit record tells of. The codes are those of the file and are never used again for anything else. */
public enum AuditKind {
    /** An engine began its life on this data directory. */
    STARTED(1, Keeping.WRITTEN),
    /** An engine ended in order. */
    STOPPED(2, Keeping.WRITTEN),
    /** A market was recovered. */
    RECOVERED(3, Keeping.WRITTEN),
    /** The configuration is not that of the start before. */
    CONFIGURATION_CHANGED(4, Keeping.WRITTEN),
    /** A credential, or the store of them, is changed. */
    CREDENTIAL_CHANGED(5, Keeping.FORCED),
    /** An operator does what only operators may. */
    OPERATOR_ACTION(6, Keeping.FORCED),
    /** What a key has used so far: its successful authentications are counted, not written one by one. */
    ACCESS(7, Keeping.COUNTED),
    /** Requests whose sender is not known to be who it says it is. */
    AUTHENTICATION_FAILED(8, Keeping.COUNTED),
    /** Requests that came too early. */
    RATE_LIMITED(9, Keeping.COUNTED),
    /** A key or an address is locked out for a time. */
    LOCKED_OUT(10, Keeping.BOUNDED),
    /** The failures of a key or an address are forgotten, since it has authenticated itself. */
    FAILURES_CLEARED(11, Keeping.BOUNDED),
    /** A backup is made, verified, restored or pruned. */
    BACKUP(12, Keeping.FORCED),
    /** What was read is not what was written: a journal, a snapshot, a store of credentials, a backup. */
    VERIFICATION_FAILED(13, Keeping.WRITTEN),
    /** A snapshot was taken. */
    SNAPSHOT(14, Keeping.WRITTEN),
    /** A lock-out is over; it tells how many requests were refused meanwhile. */
    LOCK_OUT_ENDED(15, Keeping.BOUNDED),
    /** A part of what is to go on after a crash, at the beginning of a segment, so that no start reads further back. */
    CHECKPOINT(16, Keeping.WRITTEN),
    /** The oldest segment of this journal is removed. */
    SEGMENT_REMOVED(17, Keeping.FORCED);

    /** How a record is kept. */
    public enum Keeping {
        /** On the device before what it tells of takes effect; where that fails, it must not. */
        FORCED,
        /** In the file at once, so that it survives the death of the process; on the device within a second. */
        WRITTEN,
        /** As written, as long as there are not too many of them a second; those beyond that are added up. */
        BOUNDED,
        /** Added up, and written at intervals, so that no number of requests fills the disk. */
        COUNTED
    }

    private final byte code;
    private final Keeping keeping;

    AuditKind(int code, Keeping keeping) {
        this.code = (byte) code;
        this.keeping = keeping;
    }

    /** {@return its code in the file, from 1} */
    public byte code() {
        return code;
    }

    /** {@return how its records are kept} */
    public Keeping keeping() {
        return keeping;
    }

    /** {@return what a person calls it, such as {@code operator-action}} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** {@return the kind of a code; null where this Everbook knows none} */
    public static AuditKind ofCode(byte code) {
        return code >= 1 && code <= values().length ? values()[code - 1] : null;
    }

    /** {@return the kind of a word; null where there is none} */
    public static AuditKind ofWord(String word) {
        for (AuditKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
