package io.everbook.app.backup;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditException;
import io.everbook.app.audit.ToolAudit;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Records what a command does with backups in the audit of a data directory: before it is begun, and when it is done or
 * has failed. It writes to the chain of commands, which a running engine leaves alone, and holds it for a record only.
 */
final class BackupAudit {

    private static final String USER = System.getProperty("user.name");
    private static final String ROOT = "root";

    private final Path data;
    private final boolean required;

    private BackupAudit(Path data, boolean required) {
        this.data = data;
        this.required = required;
    }

    /** What is done between the two records. */
    @FunctionalInterface
    interface Work<T> {

        T run() throws IOException;
    }

    /** {@return the audit of a data directory, without which nothing is done} */
    static BackupAudit required(Path data) {
        return new BackupAudit(data, true);
    }

    /** {@return the audit of a data directory; where it cannot be written, that is said, and the work is done} */
    static BackupAudit wanted(Path data) {
        return new BackupAudit(data, false);
    }

    /** {@return no audit at all} */
    static BackupAudit none() {
        return new BackupAudit(null, false);
    }

    /**
     * Does something, and records it.
     *
     * @param action what, as a word: create, verify, restore, prune
     * @param target with which backup, and where
     * @param work does it
     * @param what says what came of it, such as a backup's name
     * @return what the work returned
     * @throws UserFault where it must be recorded and cannot be: nothing was done
     */
    <T> T record(String action, String target, Work<T> work, Function<T, String> what) throws IOException {
        if (data == null) {
            return work.run();
        }
        begin(action, target);
        T result;
        try {
            result = work.run();
        } catch (IOException | RuntimeException failure) {
            String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            if (failure instanceof BackupException fault && fault.isOfBackup()) {
                end(new AuditEvent.VerificationFailed("backup", target, message));
            }
            end(new AuditEvent.Backup(action, target, "failed: " + message, USER));
            throw failure;
        }
        end(new AuditEvent.Backup(action, target, "done: " + what.apply(result), USER));
        return result;
    }

    private void begin(String action, String target) throws IOException {
        try {
            requireOwner();
            write(new AuditEvent.Backup(action, target, "begun", USER));
        } catch (StorageException | AuditException refused) {
            if (required) {
                throw new UserFault("this must be recorded in the audit, which cannot be written, so nothing was done;"
                        + " mend that, or, where a disk is failing, give --unaudited: data=" + data + " cause="
                        + refused.getMessage());
            }
            warn(refused);
        }
    }

    /** What root writes the engine's user cannot write any more. */
    private void requireOwner() throws IOException {
        String owner = Files.getOwner(data).getName();
        if (required && ROOT.equals(USER) && !ROOT.equals(owner)) {
            throw new UserFault("this is recorded in the data directory's audit, which must stay its owner's; run it as"
                    + " that user (sudo -u " + owner + " everbook ...), or give --unaudited: data=" + data);
        }
    }

    private void end(AuditEvent event) {
        try {
            write(event);
        } catch (StorageException | AuditException refused) {
            warn(refused);
        }
    }

    private void write(AuditEvent event) {
        try (Audit audit = ToolAudit.open(data)) {
            audit.record(event);
        }
    }

    private static void warn(RuntimeException refused) {
        Terminal.ERR.println("everbook: not recorded in the audit: " + refused.getMessage());
    }

    /** Takes down in a new data directory, which nobody else has yet, where it comes from; closes it. */
    static void origin(Storage restored, String backup, String from) {
        try (Audit audit = ToolAudit.over(restored)) {
            audit.record(new AuditEvent.Backup("restore", from, "done: " + backup, USER));
        }
    }
}
