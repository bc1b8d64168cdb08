package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens directories of backups, and tells them from others: in a foreign one nothing is read, written or deleted. */
final class BackupDirectory {

    /** One of these a data directory has at least. */
    private static final List<String> OF_DATA =
            List.of("journals", "snapshots", "executions", "archive", "audit", "credentials.store");

    /** These a directory of backups never has. */
    private static final List<String> NOT_OF_BACKUPS = List.of("journals", "credentials.store");

    private BackupDirectory() {}

    /**
     * Opens a directory to make backups in it.
     *
     * @param directory made where it is missing
     * @return the storage, which holds the lock of those who write there
     * @throws BackupException where it is a foreign one, cannot be written, or is in use
     */
    static Storage create(Path directory) throws IOException {
        refuseData(directory);
        if (Files.exists(directory.resolve(BackupStore.OBJECTS)) && !isOurs(directory)) {
            throw new BackupException(
                    Code.FOREIGN_DIRECTORY,
                    "this directory is somebody else's, it has " + BackupStore.OBJECTS + " that no backup made; name"
                            + " another: to=" + directory);
        }
        return locked(directory);
    }

    /**
     * Opens a directory of backups to read them, also beside somebody who writes there.
     *
     * @throws BackupException where it is none, or cannot be read
     */
    static Storage read(Path directory) throws IOException {
        refuseData(directory);
        Storage storage;
        try {
            storage = FileStorage.readOnly(directory);
        } catch (StorageException fault) {
            throw new BackupException(
                    Code.NO_ACCESS,
                    "there is no such directory of backups, or it cannot be read; check its path, owner and mode: from="
                            + directory,
                    fault);
        }
        if (!isOurs(directory)) {
            throw new BackupException(Code.NO_BACKUP, "there is no backup in this directory: from=" + directory);
        }
        return storage;
    }

    /** Opens a directory of backups to change it; the same as {@link #read} but for the lock. */
    static Storage write(Path directory) throws IOException {
        read(directory).close();
        return locked(directory);
    }

    /** The data directory itself must be one, or a backup of it would be one of nothing. */
    static void requireData(Path data) throws IOException {
        FileStorage.readOnly(data).close();
        if (OF_DATA.stream().noneMatch(name -> Files.exists(data.resolve(name)))) {
            throw new BackupException(
                    Code.SOURCE_UNUSABLE,
                    "this is no data directory, it has neither journals, audit nor credentials: data=" + data);
        }
    }

    private static void refuseData(Path directory) {
        if (NOT_OF_BACKUPS.stream().anyMatch(name -> Files.exists(directory.resolve(name)))) {
            throw new BackupException(
                    Code.FOREIGN_DIRECTORY, "this is a data directory, not a directory of backups: path=" + directory);
        }
    }

    /** Whoever has ever written here has left the lock's file. */
    private static boolean isOurs(Path directory) throws IOException {
        if (Files.exists(directory.resolve(BackupStore.LOCK))) {
            return true;
        }
        try (Storage storage = FileStorage.readOnly(directory)) {
            return !new BackupStore(storage, Sealing.NONE).ids().isEmpty();
        }
    }

    private static Storage locked(Path directory) {
        try {
            return FileStorage.beside(directory, BackupStore.LOCK);
        } catch (StorageException fault) {
            if (fault.code() == StorageException.Code.DATA_DIRECTORY_IN_USE) {
                throw new BackupException(
                        Code.IN_USE,
                        "another command, or an engine's schedule, is at work on these backups; try again later: path="
                                + directory,
                        fault);
            }
            throw new BackupException(
                    Code.NO_ACCESS,
                    "the directory of the backups cannot be written; check its path, owner, mode and free space: path="
                            + directory + " cause=" + fault.getCause(),
                    fault);
        }
    }
}
