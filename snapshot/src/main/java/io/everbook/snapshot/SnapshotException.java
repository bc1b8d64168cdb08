package io.everbook.snapshot;

/** An operating fault of one symbol's snapshots: what is wrong, in which file, and where. */
public final class SnapshotException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The offset of a fault that has none. */
    public static final long NONE = -1;

    /** What is wrong. */
    public enum Code {
        /** A newer Everbook wrote this; this one must not judge it. */
        NEWER_VERSION,

        /** The bytes are not those that were written. */
        CHECKSUM_MISMATCH,

        /** The file is not as long as it was when it was written. */
        TRUNCATED,

        /** This is no snapshot, or one of another symbol. */
        BAD_HEADER,

        /** A record makes no sense although the checksum is right. */
        BAD_RECORD,

        /** The device refused a read. */
        UNREADABLE,

        /** The device refused a write, or is full. */
        WRITE_FAILED,

        /** The journal does not have the commands that the living market has applied. */
        JOURNAL_BEHIND,

        /** The state rebuilt from the journal is not the state of the living market. */
        DIGEST_MISMATCH,

        /** The replica could not be built or kept up. */
        REPLICA_FAILED,

        /** The follower stopped before it could do what was asked. */
        STOPPED
    }

    private final Code code;
    private final String file;
    private final long offset;

    /**
     * Names the fault.
     *
     * @param code what is wrong
     * @param file the file's name, relative to the data directory
     * @param offset the byte offset of the fault in the file; {@link #NONE} where there is none
     * @param detail what is wrong and what to do, as a sentence without a final point
     */
    public SnapshotException(Code code, String file, long offset, String detail) {
        this(code, file, offset, detail, null);
    }

    /**
     * Names the fault and what the system said.
     *
     * @param code what is wrong
     * @param file the file's name, relative to the data directory
     * @param offset the byte offset of the fault in the file; {@link #NONE} where there is none
     * @param detail what is wrong and what to do, as a sentence without a final point
     * @param cause what the system said; null where it said nothing
     */
    public SnapshotException(Code code, String file, long offset, String detail, Throwable cause) {
        super(message(code, file, offset, detail, cause), cause);
        this.code = code;
        this.file = file;
        this.offset = offset;
    }

    /** {@return what is wrong} */
    public Code code() {
        return code;
    }

    /** {@return the file's name, relative to the data directory} */
    public String file() {
        return file;
    }

    /** {@return the byte offset of the fault in the file; {@link #NONE} where there is none} */
    public long offset() {
        return offset;
    }

    private static String message(Code code, String file, long offset, String detail, Throwable cause) {
        StringBuilder text = new StringBuilder(detail);
        text.append(": code=").append(code).append(" file=").append(file);
        if (offset != NONE) {
            text.append(" offset=").append(offset);
        }
        if (cause != null) {
            text.append(" cause=").append(cause);
        }
        return text.toString();
    }
}
