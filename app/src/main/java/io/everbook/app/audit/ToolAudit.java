package io.everbook.app.audit;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The audit of a command that changes something in a data directory, also beside an engine that runs there. */
public final class ToolAudit {

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private ToolAudit() {}

    /**
     * Opens the chain of commands. One command at a time has it: others wait up to ten seconds.
     *
     * @param dataDirectory the data directory; made where it is missing
     * @return the audit; closed by the caller
     * @throws StorageException where the directory cannot be written, or another command does not end
     */
    public static Audit open(Path dataDirectory) {
        long start = System.nanoTime();
        while (true) {
            try {
                return over(FileStorage.beside(dataDirectory, EngineAudit.TOOLS_LOCK_FILE));
            } catch (StorageException inUse) {
                boolean waits = inUse.code() == StorageException.Code.DATA_DIRECTORY_IN_USE
                        && System.nanoTime() - start < WAIT_NANOS;
                if (!waits) {
                    throw inUse;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /**
     * Opens the chain of commands in a directory that the caller has to itself.
     *
     * @param storage the directory; closed with the audit
     * @return the audit; closed by the caller
     */
    public static Audit over(Storage storage) {
        return AuditJournal.open(
                AuditJournal.TOOLS, EngineAudit.ground(storage, AuditRetention.DEFAULTS), List.of(), AuditProbe.NONE);
    }
}
