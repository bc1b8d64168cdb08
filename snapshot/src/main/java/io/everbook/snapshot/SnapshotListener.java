package io.everbook.snapshot;

/** Is told what becomes of snapshots, on the follower's thread. */
public interface SnapshotListener {

    /**
     * A snapshot was taken, checked, and older ones that are no longer kept were deleted.
     *
     * @param symbol the symbol
     * @param snapshot the snapshot
     * @param nanos how long it took from the request's turn on, catching up with the journal included
     */
    default void taken(String symbol, SnapshotFile snapshot, long nanos) {}

    /**
     * The state rebuilt from the journal is that of the living market.
     *
     * @param symbol the symbol
     * @param sequence the command after which both were compared
     */
    default void compared(String symbol, long sequence) {}

    /**
     * A snapshot that was asked for could not be taken, or the follower lost its replica. Older snapshots stay.
     *
     * @param symbol the symbol
     * @param fault why: a {@link SnapshotException}, a {@link io.everbook.journal.JournalException}, or, where the
     *     engine itself is broken, an {@link io.everbook.core.InvariantViolation}
     */
    default void failed(String symbol, RuntimeException fault) {}

    /**
     * The state rebuilt from the journal is not that of the living market. Nothing was written and nothing deleted.
     *
     * @param symbol the symbol
     * @param sequence the command after which both were compared
     * @param liveDigest the digest of the living market
     * @param rebuiltDigest the digest of the market rebuilt from disk
     */
    default void mismatch(String symbol, long sequence, long liveDigest, long rebuiltDigest) {}
}
