package io.everbook.app.audit;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit of a running engine: its chain, and the thread that writes what is counted and what lanes tell of. */
public final class EngineAudit implements Audit {

    /** The lock of the engine's chain in the data directory. */
    public static final String LOCK_FILE = "everbook.audit.lock";

    /** The lock of the chain of commands beside an engine. */
    public static final String TOOLS_LOCK_FILE = "everbook.audit-tools.lock";

    private static final Logger LOG = LoggerFactory.getLogger(EngineAudit.class);
    private static final long TICK_MILLIS = 1_000;
    private static final long END_SECONDS = 10;

    private final AuditJournal journal;
    private final ScheduledExecutorService thread;

    private EngineAudit(AuditJournal journal) {
        this.journal = journal;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, "everbook-audit");
            created.setDaemon(true);
            return created;
        });
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the engine's chain of a data directory. A device that refuses does not keep the engine from starting.
     *
     * @param dataDirectory the data directory; made where it is missing
     * @param retention how long it is kept
     * @param memories what goes on after a crash where it was; told before this returns
     * @param probe is told what happens
     * @return the audit; closed by the caller, after everything that records
     * @throws io.everbook.journal.storage.StorageException where the directory cannot be written, or is in use
     */
    public static EngineAudit start(
            Path dataDirectory, AuditRetention retention, List<AuditMemory> memories, AuditProbe probe) {
        return new EngineAudit(AuditJournal.open(
                AuditJournal.ENGINE, ground(FileStorage.beside(dataDirectory, LOCK_FILE), retention), memories, probe));
    }

    static AuditJournal.Ground ground(Storage storage, AuditRetention retention) {
        return new AuditJournal.Ground(
                storage,
                () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                System::nanoTime,
                AuditLog.OPTIONS,
                retention);
    }

    @Override
    public void record(AuditEvent event) {
        journal.record(event);
    }

    /**
     * Records an event soon, on the audit's own thread: for threads that must not wait.
     *
     * @param event what happened; no privilege
     */
    public void recordLater(AuditEvent event) {
        try {
            thread.execute(() -> journal.record(event));
        } catch (RejectedExecutionException ended) {
            LOG.warn("Not recorded, since the audit has ended: {}", event);
        }
    }

    /** {@return why nothing is recorded now, or null} */
    public String fault() {
        return journal.fault();
    }

    /** {@return the chain's head, to be kept elsewhere; null where there is none} */
    public AuditAnchor anchor() {
        return journal.anchor();
    }

    /**
     * Tells what a key has used since its first request.
     *
     * @param keyId which key
     * @return what is known, by the names of the details of {@link AuditKind#ACCESS} records; empty for nothing
     */
    public Map<String, String> accessOf(String keyId) {
        return journal.accessOf(keyId);
    }

    /**
     * Tells how often a key was named with a wrong signature since it last authenticated itself.
     *
     * @param keyId which key
     * @return how often, over all lives of the engine
     */
    public long failuresOfKey(String keyId) {
        return journal.failuresOfKey(keyId);
    }

    /**
     * Tells how often an address has sent a wrong signature since somebody last authenticated itself from there.
     *
     * @param address which, as a numeric address
     * @return how often, over all lives of the engine
     */
    public long failuresOfAddress(String address) {
        return journal.failuresOfAddress(address);
    }

    @Override
    public void close() {
        end(thread);
        journal.close();
    }

    private static void end(ExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The audit's thread did not end within {} s", END_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            journal.tick();
        } catch (RuntimeException failure) {
            // The thread must go on: what it could not write is tried again.
            LOG.error("The audit could not be written in order", failure);
        }
    }
}
