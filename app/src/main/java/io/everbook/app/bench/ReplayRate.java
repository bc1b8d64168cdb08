package io.everbook.app.bench;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.snapshot.SnapshotCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One load and replay of a state in this process, on the calling thread.
 *
 * @param loadNanos how long the snapshot took: check, read, and the book built
 * @param replayNanos how long the journal took: read, checked, decoded, applied
 * @param digest where it arrived
 */
record ReplayRate(long loadNanos, long replayNanos, long digest) {

    static ReplayRate measure(RecoveryState state) {
        try (Storage storage = new FileStorage(state.directory())) {
            long start = System.nanoTime();
            Market market = new SnapshotCatalog(storage, RecoveryState.SYMBOL).load(state.snapshot());
            long loaded = System.nanoTime();
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                replay.run(Long.MAX_VALUE, (command, events) -> {});
            }
            return new ReplayRate(loaded - start, System.nanoTime() - loaded, market.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
