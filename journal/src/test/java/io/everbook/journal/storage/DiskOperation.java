package io.everbook.journal.storage;

/** What can be asked of a simulated disk, in the groups that fail alike. */
public enum DiskOperation {
    /** Bytes are read. */
    READ(DiskFault.READ_ERROR),

    /** Bytes are written. */
    WRITE(DiskFault.WRITE_ERROR),

    /** A file is forced. */
    FORCE(DiskFault.FORCE_ERROR),

    /** A file is cut. */
    TRUNCATE(DiskFault.DIRECTORY_ERROR),

    /** A file is created. */
    CREATE(DiskFault.DIRECTORY_ERROR),

    /** A file is opened. */
    OPEN(DiskFault.READ_ERROR),

    /** A file is renamed. */
    RENAME(DiskFault.DIRECTORY_ERROR),

    /** A file is deleted. */
    DELETE(DiskFault.DIRECTORY_ERROR),

    /** A directory is read. */
    LIST(DiskFault.DIRECTORY_ERROR),

    /** A name or a size is looked up. */
    LOOK_UP(DiskFault.DIRECTORY_ERROR),

    /** A directory is forced. */
    SYNC_DIRECTORY(DiskFault.DIRECTORY_ERROR);

    private final DiskFault error;

    DiskOperation(DiskFault error) {
        this.error = error;
    }

    /** {@return whether it changes the names in a directory, or makes such changes durable} */
    boolean changesNames() {
        return this == CREATE || this == RENAME || this == DELETE || this == SYNC_DIRECTORY;
    }

    /** {@return how a failure of it is counted} */
    DiskFault error() {
        return error;
    }
}
