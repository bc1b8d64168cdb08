package io.everbook.replay;

import io.everbook.journal.ExecutionsFinding;
import io.everbook.journal.JournalTail;
import io.everbook.journal.SequenceRange;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;

/** Is told how a recovery goes, on the thread that recovers. */
public interface RecoveryListener {

    /** Wants to know nothing. */
    RecoveryListener NONE = new RecoveryListener() {};

    /**
     * A snapshot cannot be used.
     *
     * @param symbol the symbol
     * @param snapshot the snapshot
     * @param fault why
     */
    default void snapshotRejected(String symbol, SnapshotFile snapshot, SnapshotException fault) {}

    /**
     * The replay goes on; told before the first command and once a second.
     *
     * @param symbol the symbol
     * @param replayed how many commands were applied so far
     * @param total how many there are
     */
    default void progress(String symbol, long replayed, long total) {}

    /**
     * The journal ends in an unfinished write, which the writer will set aside.
     *
     * @param symbol the symbol
     * @param tail where
     */
    default void tornTail(String symbol, JournalTail tail) {}

    /**
     * Bytes do not belong to the executions log and are set aside in {@code quarantine/}.
     *
     * @param symbol the symbol
     * @param finding which, and why
     */
    default void executionsSetAside(String symbol, ExecutionsFinding finding) {}

    /**
     * The executions log lacks events, and the journal no longer has their commands.
     *
     * @param symbol the symbol
     * @param range the commands
     */
    default void executionsMissing(String symbol, SequenceRange range) {}

    /**
     * The market is ready.
     *
     * @param symbol the symbol
     * @param recovered the market
     */
    default void recovered(String symbol, RecoveredMarket recovered) {}
}
