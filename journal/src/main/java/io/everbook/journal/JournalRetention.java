package io.everbook.journal;

/** What becomes of closed segments that no snapshot needs any more. */
public enum JournalRetention {
    /** They are deleted. */
    DELETE,

    /** They are moved to {@code archive/}. */
    ARCHIVE
}
