package io.everbook.journal;

/**
 * The two logs of a symbol, and the audit journals. All are chains of segments with the same header, frames and rules;
 * they differ in where they lie, in what their frames hold, and in whether one may go on after a hole.
 */
enum LogKind {

    /** The commands: the only truth, never with a hole. */
    JOURNAL("journals", ".journal", SegmentDescriptor.MAGIC, "journal", ".torn"),

    /** The events that came of them: completed from the journal, so a hole is possible where the journal has gone. */
    EXECUTIONS("executions", ".executions", SegmentDescriptor.EXECUTIONS_MAGIC, "executions log", ".executions.torn"),

    /** Security events, which are in no other place: never with a hole. */
    AUDIT("audit", ".audit", SegmentDescriptor.AUDIT_MAGIC, "audit journal", ".audit.torn");

    private final String directory;
    private final String suffix;
    private final long magic;
    private final String word;
    private final String quarantineSuffix;

    LogKind(String directory, String suffix, long magic, String word, String quarantineSuffix) {
        this.directory = directory;
        this.suffix = suffix;
        this.magic = magic;
        this.word = word;
        this.quarantineSuffix = quarantineSuffix;
    }

    /** The log whose segments start with these bytes; another one where none does. */
    static LogKind of(long magic, LogKind otherwise) {
        return magic == JOURNAL.magic ? JOURNAL : magic == EXECUTIONS.magic ? EXECUTIONS : otherwise;
    }

    String directory() {
        return directory;
    }

    String suffix() {
        return suffix;
    }

    long magic() {
        return magic;
    }

    /** What a message calls it. */
    String word() {
        return word;
    }

    /** How the names of bytes that were set aside end. */
    String quarantineSuffix() {
        return quarantineSuffix;
    }

    /** Whether its segments have frames of this kind. */
    boolean holds(byte frameKind) {
        return switch (this) {
            case JOURNAL -> frameKind == FrameDescriptor.COMMANDS || frameKind == FrameDescriptor.CHECKPOINT;
            case EXECUTIONS -> frameKind == FrameDescriptor.EVENTS;
            case AUDIT -> frameKind == FrameDescriptor.AUDIT;
        };
    }

    /** Whether a segment that starts at a sequence may follow where another one is expected. */
    boolean follows(long firstSequence, long expected) {
        return this == EXECUTIONS ? firstSequence >= expected : firstSequence == expected;
    }

    /** What a failed write means and what to do about it, as a part of a message. */
    String consequence() {
        return switch (this) {
            case JOURNAL -> "this symbol accepts nothing more; check the disk's health and free space, then restart";
            case EXECUTIONS ->
                "nothing more is written to it, while trading goes on; a restart completes it from the journal;"
                        + " check the disk's health and free space, then restart";
            case AUDIT ->
                "what must be recorded in it is refused; check the disk's health and free space, then try again";
        };
    }

    /** What to do about damage, as the end of a message. */
    String cure() {
        return switch (this) {
            case JOURNAL -> "; keep this file and restore it from a backup";
            case EXECUTIONS -> "; the next start sets it aside and completes the log from the journal";
            case AUDIT -> "; keep this file as evidence: the next start sets it aside and begins a new chain";
        };
    }

    /** What a message calls what is numbered. */
    String numbered() {
        return this == AUDIT ? "record" : "command";
    }
}
