package io.everbook.journal;

/** An operating fault of one symbol's journal: what is wrong, in which file, where, and which command is concerned. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The sequence, or offset, of a fault that has none. */
    public static final long NONE = -1;

    /** What is wrong. Only the first two can be cured by a restart. */
    public enum Code {
        /** The device refused a write, or is full; the journal accepts nothing more until a restart. */
        WRITE_FAILED,

        /** The device refused a force; the journal accepts nothing more until a restart. */
        FORCE_FAILED,

        /** A frame that must be whole is cut short. */
        TORN_FRAME,

        /** A frame's bytes are not those that were written. */
        CHECKSUM_MISMATCH,

        /** Commands are missing, or stand twice. */
        SEQUENCE_HOLE,

        /** A newer Everbook wrote this; this one must not touch it. */
        NEWER_VERSION,

        /** The header of a segment is damaged, or this is no segment at all. */
        BAD_HEADER,

        /** The device refused a read, or what was read makes no sense although its checksum is right. */
        UNREADABLE,

        /** The journal belongs to another instrument, or to another definition of it. */
        DEFINITION_MISMATCH,

        /** The state rebuilt from the journal is not the state that the living engine had. */
        CHECKPOINT_MISMATCH
    }

    private final Code code;
    private final String file;
    private final long offset;
    private final long sequence;

    /**
     * Names the fault.
     *
     * @param code what is wrong
     * @param file the file's name, relative to the data directory
     * @param offset the byte offset of the fault in the file; {@link #NONE} where there is none
     * @param sequence the command concerned: the next one expected there; {@link #NONE} where unknown
     * @param detail what is wrong and what to do, as a sentence without a final point
     */
    public JournalException(Code code, String file, long offset, long sequence, String detail) {
        this(code, file, offset, sequence, detail, null);
    }

    /**
     * Names the fault and what the system said.
     *
     * @param code what is wrong
     * @param file the file's name, relative to the data directory
     * @param offset the byte offset of the fault in the file; {@link #NONE} where there is none
     * @param sequence the command concerned: the next one expected there; {@link #NONE} where unknown
     * @param detail what is wrong and what to do, as a sentence without a final point
     * @param cause what the system said; null where it said nothing
     */
    public JournalException(Code code, String file, long offset, long sequence, String detail, Throwable cause) {
        super(message(code, file, offset, sequence, detail, cause), cause);
        this.code = code;
        this.file = file;
        this.offset = offset;
        this.sequence = sequence;
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

    /** {@return the command concerned: the next one expected at the offset; {@link #NONE} where unknown} */
    public long sequence() {
        return sequence;
    }

    private static String message(Code code, String file, long offset, long sequence, String detail, Throwable cause) {
        StringBuilder text = new StringBuilder(detail);
        text.append(": code=").append(code).append(" file=").append(file);
        if (offset != NONE) {
            text.append(" offset=").append(offset);
        }
        if (sequence != NONE) {
            text.append(" sequence=").append(sequence);
        }
        if (cause != null) {
            text.append(" cause=").append(cause);
        }
        return text.toString();
    }
}
