package io.everbook.journal;

/**
 * Told what an executions log does, for metrics and alarms. Called on whichever thread works on the log; must be quick
 * and must not throw. Every method does nothing unless overridden.
 */
public interface ExecutionsListener {

    /** A listener that listens to nothing. */
    ExecutionsListener NONE = new ExecutionsListener() {};

    /**
     * A batch of events of one symbol was written.
     *
     * @param events how many
     * @param bytes how many bytes they took in the file, frame headers included
     */
    default void executionsWritten(int events, long bytes) {}

    /**
     * An executions log failed and takes nothing more until a restart completes it from the journal. Trading goes on.
     * Told once for each log.
     *
     * @param symbol whose log
     * @param exception why
     */
    default void executionsFailed(String symbol, JournalException exception) {}
}
