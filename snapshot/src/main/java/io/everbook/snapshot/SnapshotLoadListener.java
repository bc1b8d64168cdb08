package io.everbook.snapshot;

/** Is told which snapshot a market is made of. */
public interface SnapshotLoadListener {

    /**
     * A snapshot is whole and is being loaded.
     *
     * @param snapshot the snapshot
     */
    default void loading(SnapshotFile snapshot) {}

    /**
     * A snapshot cannot be used, and the next older one is tried.
     *
     * @param snapshot the snapshot
     * @param fault why
     */
    default void rejected(SnapshotFile snapshot, SnapshotException fault) {}
}
