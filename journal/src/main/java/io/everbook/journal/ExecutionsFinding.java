package io.everbook.journal;

/**
 * Bytes of an executions log that do not belong there, and are set aside.
 *
 * @param kind why
 * @param file the segment's name, relative to the data directory
 * @param offset where they start in it, in bytes; 0 for the whole file
 * @param bytes how many they are
 * @param nextSequence the command whose events come next at that place; -1 where unknown
 * @param cause how damage was found; null for the other kinds
 */
public record ExecutionsFinding(
        Kind kind, String file, long offset, long bytes, long nextSequence, JournalException cause) {

    /** Why bytes are set aside. */
    public enum Kind {
        /** An unfinished last write, or the beginning of a command whose other events were not written. */
        TORN,

        /** Events of commands that the journal does not have: a power cut took its tail, and not the log's. */
        SURPLUS,

        /** Bytes that are not those that were written. */
        DAMAGED
    }
}
