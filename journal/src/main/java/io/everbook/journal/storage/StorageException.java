package io.everbook.journal.storage;

/** The data directory as a whole cannot be used; the message says what to do about it. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Code {
        /** Another Everbook holds the data directory. */
        DATA_DIRECTORY_IN_USE,

        /** The data directory is one whose making was never finished. */
        DATA_DIRECTORY_UNFINISHED,

        /** The data directory cannot be created, entered or written. */
        DATA_DIRECTORY_UNWRITABLE,

        /** The data directory is missing, or cannot be read. */
        DATA_DIRECTORY_UNREADABLE
    }

    private final Code code;
    private final String path;

    /**
     * Names the fault.
     *
     * @param code what is wrong
     * @param path the directory or file
     * @param detail what is wrong and what to do, as a sentence without a final point
     * @param cause what the system said; null where it said nothing
     */
    public StorageException(Code code, String path, String detail, Throwable cause) {
        super(detail + ": code=" + code + " path=" + path, cause);
        this.code = code;
        this.path = path;
    }

    /** {@return what is wrong} */
    public Code code() {
        return code;
    }

    /** {@return the directory or file} */
    public String path() {
        return path;
    }
}
