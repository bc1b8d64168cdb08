package io.everbook.replay.session;

/** A place that a replay cannot go to, although nothing is damaged: what was asked for, and what there is instead. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Code {
        /** There is no journal of this symbol here. */
        NO_JOURNAL,

        /** The commands are there, but no state that they could be applied to. */
        NO_STATE,

        /** The place lies before the oldest state that can be rebuilt. */
        BEFORE_BEGINNING,

        /** The place lies behind the last command. */
        BEYOND_END,

        /** There never was such an order, or it ended before the oldest state. */
        UNKNOWN_ORDER,

        /** A condition was written in words that say nothing. */
        INVALID_CONDITION
    }

    private final Code code;

    /**
     * Names the fault.
     *
     * @param code what is wrong
     * @param detail what is wrong and what to do, as a sentence without a final point, ending in name=value pairs
     */
    public ReplayException(Code code, String detail) {
        super(detail + " code=" + code);
        this.code = code;
    }

    /** {@return what is wrong} */
    public Code code() {
        return code;
    }
}
