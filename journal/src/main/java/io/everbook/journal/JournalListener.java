package io.everbook.journal;

/**
 * Told what a journal does, for metrics and alarms. Called on the journaling thread and on the forcing thread; must be
 * quick and must not throw. Every method does nothing unless overridden.
 */
public interface JournalListener {

    /** A listener that listens to nothing. */
    JournalListener NONE = new JournalListener() {};

    /**
     * A force has succeeded.
     *
     * @param nanos how long it took
     */
    default void forced(long nanos) {}

    /**
     * A batch of commands of one symbol was written.
     *
     * @param commands how many
     * @param bytes how many bytes they took in the file, frame headers included
     */
    default void written(int commands, int bytes) {}

    /**
     * A journal failed and accepts nothing more. Told once for each journal.
     *
     * @param symbol whose journal
     * @param exception why
     */
    default void failed(String symbol, JournalException exception) {}
}
