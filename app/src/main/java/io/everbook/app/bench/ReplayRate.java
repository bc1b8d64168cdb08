package io.everbook.app.bench;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.snapshot.SnapshotCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * One load and replay of a state in this process, on the calling thread.
 *
 * @param loadNanos how long the snapshot took: check, read, and the book built
 * @param loadCpuNanos how much of that the thread had a core for
 * @param replayNanos how long the journal took: read, checked, decoded, applied
 * @param replayCpuNanos how much of that the thread had a core for
 * @param digest where it arrived
 */
record ReplayRate(long loadNanos, long loadCpuNanos, long replayNanos, long replayCpuNanos, long digest) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static ReplayRate measure(RecoveryState state) {
        try (Storage storage = new FileStorage(state.directory())) {
            long start = System.nanoTime();
            long startCpu = THREADS.getCurrentThreadCpuTime();
            Market market = new SnapshotCatalog(storage, RecoveryState.SYMBOL).load(state.snapshot());
            long loaded = System.nanoTime();
            long loadedCpu = THREADS.getCurrentThreadCpuTime();
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                replay.run(Long.MAX_VALUE, (command, events) -> {});
            }
            return new ReplayRate(
                    loaded - start,
                    loadedCpu - startCpu,
                    System.nanoTime() - loaded,
                    THREADS.getCurrentThreadCpuTime() - loadedCpu,
                    market.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
