package io.everbook.app.engine;

/** What the engine tells about itself as it works, for metrics. Called from its threads; must not block. */
public interface EngineProbe {

    /** A probe that looks away. */
    EngineProbe NONE = new EngineProbe() {};

    /**
     * How a symbol was recovered.
     *
     * @param sequence the last command recovered; 0 for none
     * @param replayed how many journal entries were replayed
     * @param loadNanos how long it took until the snapshot was loaded
     * @param nanos how long it took, all together
     */
    record Recovered(long sequence, long replayed, long loadNanos, long nanos) {}

    /**
     * A symbol was recovered at its start.
     *
     * @param symbol the symbol
     * @param recovered how
     */
    default void recovered(String symbol, Recovered recovered) {}

    /**
     * All symbols were recovered, as far as they can be.
     *
     * @param nanos how long it took
     */
    default void started(long nanos) {}

    /**
     * The state that the follower rebuilt from the journal was compared with the live market.
     *
     * @param symbol the symbol
     * @param sequence the command after which they were compared
     * @param equal whether they are equal
     */
    default void compared(String symbol, long sequence, boolean equal) {}

    /**
     * A batch was written to a journal.
     *
     * @param commands how many commands
     * @param bytes how many bytes
     */
    default void journalWritten(int commands, int bytes) {}

    /**
     * A journal was forced to its device.
     *
     * @param nanos how long it took
     */
    default void journalForced(long nanos) {}

    /**
     * A journal failed for good; its symbol no longer accepts commands.
     *
     * @param symbol the symbol
     */
    default void journalFailed(String symbol) {}

    /**
     * A batch was written to an executions log.
     *
     * @param events how many events
     * @param bytes how many bytes
     */
    default void executionsWritten(int events, long bytes) {}

    /**
     * An executions log failed for good; its symbol trades on without it.
     *
     * @param symbol the symbol
     */
    default void executionsFailed(String symbol) {}

    /**
     * A snapshot was written and verified.
     *
     * @param symbol the symbol
     * @param sequence the sequence it holds
     * @param bytes its size
     * @param nanos how long it took, from its request on
     */
    default void snapshotTaken(String symbol, long sequence, long bytes, long nanos) {}

    /**
     * A snapshot failed, or did not match the live market.
     *
     * @param symbol the symbol
     */
    default void snapshotFailed(String symbol) {}

    /**
     * A batch has passed a stage. Called by the thread of that stage, once a batch and stage; must neither allocate nor
     * wait. {@link StageTimes} keeps what is told here.
     *
     * @param stage the stage
     * @param commands how many commands the batch has, queries included
     * @param nanos how long it took for the command of the batch that it took longest
     */
    default void passed(Stage stage, int commands, long nanos) {}

    /**
     * The events of a batch have reached the first listener. Called by its thread, once a batch at most; must neither
     * allocate nor wait.
     *
     * @param commands how many commands the batch has, queries included
     * @param nanos how long it took since the time stamp of its oldest command
     */
    default void answered(int commands, long nanos) {}

    /** A command was turned away because the command ring was full. */
    default void busy() {}
}
