package io.everbook.app.http;

import io.everbook.snapshot.SnapshotFile;
import java.util.concurrent.CompletableFuture;

/** Where snapshots come from. */
@FunctionalInterface
public interface SnapshotSource {

    /**
     * Asks for a snapshot of a market, without waiting for it.
     *
     * @param symbol an instrument that is served
     * @return the snapshot, once it is kept; null where no command was ever applied
     * @throws io.everbook.app.engine.EngineException where none can be taken
     */
    CompletableFuture<SnapshotFile> snapshot(String symbol);
}
