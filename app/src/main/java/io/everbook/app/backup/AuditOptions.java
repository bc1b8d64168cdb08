package io.everbook.app.backup;

import io.everbook.app.terminal.UserFault;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command that is about backups alone is recorded. */
final class AuditOptions {

    private static final Path DEFAULT = Path.of("data");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory whose audit records this (default: data, where there is one).")
    private Path data;

    /** {@return the audit where there is a data directory, else none} */
    BackupAudit wanted() {
        if (data == null && !Files.isDirectory(DEFAULT)) {
            return BackupAudit.none();
        }
        return BackupAudit.wanted(directory());
    }

    /** {@return the audit, which must be there} */
    BackupAudit required() {
        return BackupAudit.required(directory());
    }

    private Path directory() {
        Path directory = data == null ? DEFAULT : data;
        if (!Files.isDirectory(directory)) {
            throw new UserFault("this is recorded in the audit of a data directory, and here is none; name it with"
                    + " --data: data=" + directory);
        }
        return directory;
    }
}
