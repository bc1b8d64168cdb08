package io.everbook.journal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that says of a data directory that it is still being made, or never was finished: nobody may use it. */
public final class UnfinishedMark {

    /** The name of the file. */
    public static final String NAME = "everbook.unfinished";

    private UnfinishedMark() {}

    /**
     * Says it, durably, before anything else is written.
     *
     * @param storage the directory, which is new
     */
    public static void set(Storage storage) throws IOException {
        storage.open(NAME, OpenMode.CREATE).close();
        storage.syncDirectory("");
    }

    /**
     * Takes it back, durably, once everything else is on the device.
     *
     * @param storage the directory
     */
    public static void clear(Storage storage) throws IOException {
        storage.syncDirectory("");
        storage.delete(NAME);
        storage.syncDirectory("");
    }

    /**
     * Refuses a directory that is not finished.
     *
     * @param dataDirectory the directory, which need not be there
     * @throws StorageException where it is unfinished
     */
    public static void refuse(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve(NAME))) {
            throw new StorageException(
                    StorageException.Code.DATA_DIRECTORY_UNFINISHED,
                    dataDirectory.toAbsolutePath().normalize().toString(),
                    "this data directory was never finished, and has not all that it should; delete it, and run again"
                            + " the command that was making it, such as everbook backup restore",
                    null);
        }
    }
}
