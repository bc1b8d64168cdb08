package io.everbook.snapshot;

import io.everbook.journal.storage.Storage;
import java.util.function.LongSupplier;

/**
 * What all markets of one follower share.
 *
 * @param storage the data directory
 * @param options how the follower works
 * @param epochMillis the clock that names snapshots
 * @param listener is told what becomes of them
 * @param patience how long to wait for the journal
 * @param pace how much of a core to use
 */
record FollowerContext(
        Storage storage,
        FollowerOptions options,
        LongSupplier epochMillis,
        SnapshotListener listener,
        Patience patience,
        Pace pace) {

    FollowerContext(
            Storage storage,
            FollowerOptions options,
            LongSupplier epochMillis,
            SnapshotListener listener,
            Patience patience) {
        this(storage, options, epochMillis, listener, patience, new Pace(options.busyPercent(), patience::ending));
    }
}
