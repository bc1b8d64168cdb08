package io.everbook.core.command;

/** What a command asks for. */
public enum CommandType {
    /** Enter an order. */
    NEW_ORDER(1),

    /** Take a resting order out of the book. */
    CANCEL_ORDER(2),

    /** Change the price or the quantity of a resting order. */
    REPLACE_ORDER(3),

    /** Take all orders of one participant, of one side or of both, out of the book. */
    MASS_CANCEL(4),

    /** Open, halt or close the instrument. */
    SET_INSTRUMENT_STATE(5),

    /** The kill switch: disable a participant and cancel its orders, or enable it again. */
    SET_PARTICIPANT_STATE(6),

    /** Set the limits of the instrument. */
    SET_LIMITS(7),

    /** Tell the book what time it is: what expires by then, expires. */
    ADVANCE_TIME(8),

    /** Ask for a view of the book between two commands. Never journaled, changes nothing. */
    QUERY_BOOK(9);

    private static final CommandType[] BY_CODE = byCode();

    private final byte code;

    CommandType(int code) {
        this.code = (byte) code;
    }

    /** {@return the stable code of this value, as journaled} */
    public byte code() {
        return code;
    }

    /**
     * Finds a value by its code.
     *
     * @param code a code, as journaled
     * @return the value, or null where no value has this code
     */
    public static CommandType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static CommandType[] byCode() {
        int last = 0;
        for (CommandType value : values()) {
            last = Math.max(last, value.code);
        }
        CommandType[] table = new CommandType[last + 1];
        for (CommandType value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
