package io.everbook.app.audit;

import io.everbook.journal.JournalException;

/**
 * What is wrong with an audit journal, and where.
 *
 * @param code what
 * @param file in which file, relative to the data directory
 * @param offset where the frame starts in it, in bytes
 * @param firstSequence the first record concerned
 * @param lastSequence the last record concerned
 * @param text a sentence that says it
 */
public record AuditFinding(Code code, String file, long offset, long firstSequence, long lastSequence, String text) {

    /** What is wrong. */
    public enum Code {
        /** Bytes of a file are not those that were written: its frames, its header, or a whole segment is missing. */
        DAMAGED,
        /** The file ends with bytes that are no whole frame: an unfinished last write, or a last frame changed. */
        TORN,
        /** A record is not what its hash was made of. */
        EDITED,
        /** A record, with a hash that is right for it, is not the one that the next record follows. */
        REPLACED,
        /** Records are missing. */
        REMOVED,
        /** A record stands behind one that came later. */
        REORDERED,
        /** A record stands twice. */
        REPEATED,
        /** The chain does not begin as the journal of this name does: it is another one's. */
        FOREIGN,
        /** A record makes no sense, or a newer Everbook wrote it. */
        UNREADABLE,
        /** The record of an anchor is not there any more: the end was cut, or the chain was written anew. */
        ANCHOR_MISSING
    }

    static AuditFinding damaged(JournalException fault) {
        return new AuditFinding(
                Code.DAMAGED, fault.file(), fault.offset(), fault.sequence(), fault.sequence(), fault.getMessage());
    }
}
