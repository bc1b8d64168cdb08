package io.everbook.app.backup;

/** A backup that cannot be made, read or trusted; the message says what to do about it. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Code {
        /** There is no such backup: nothing is there, or its manifest was never finished. */
        NO_BACKUP,

        /** The manifest is not what was written. */
        MANIFEST_DAMAGED,

        /** A newer Everbook wrote it. */
        NEWER_VERSION,

        /** A file of the backup is gone. */
        OBJECT_MISSING,

        /** A file of the backup is not what was written. */
        OBJECT_DAMAGED,

        /** What was restored does not replay to the state of which the backup was made. */
        STATE_DIFFERS,

        /** The data directory cannot be backed up as it is. */
        SOURCE_UNUSABLE,

        /** The backup is encrypted, and no password was given. */
        PASSWORD_NEEDED,

        /** The password is not the one of the backup, or the bytes that would tell are damaged. */
        WRONG_PASSWORD,

        /** The directory is one of something else, in which nothing is read, written or deleted. */
        FOREIGN_DIRECTORY,

        /** The directory of the backups is not there, or its owner and mode do not allow it. */
        NO_ACCESS,

        /** Somebody else is at work on these backups. */
        IN_USE,

        /** A device refuses. */
        DEVICE_FAILED
    }

    private final Code code;

    /**
     * Names the fault.
     *
     * @param code what is wrong
     * @param detail what is wrong and what to do, then a colon and the values as name=value
     * @param cause what the system said; null where it said nothing
     */
    public BackupException(Code code, String detail, Throwable cause) {
        super(detail + (detail.contains(": ") ? " " : ": ") + "code=" + code, cause);
        this.code = code;
    }

    BackupException(Code code, String detail) {
        this(code, detail, null);
    }

    /** {@return what is wrong} */
    public Code code() {
        return code;
    }

    /** {@return whether the backup itself is not what it should be, rather than how it is asked for} */
    boolean isOfBackup() {
        return switch (code) {
            case MANIFEST_DAMAGED, OBJECT_MISSING, OBJECT_DAMAGED, STATE_DIFFERS -> true;
            case NO_BACKUP,
                    NEWER_VERSION,
                    SOURCE_UNUSABLE,
                    PASSWORD_NEEDED,
                    WRONG_PASSWORD,
                    FOREIGN_DIRECTORY,
                    NO_ACCESS,
                    IN_USE,
                    DEVICE_FAILED -> false;
        };
    }
}
