package io.everbook.core.command;

/** What an instrument accepts. */
public enum InstrumentState {
    /** All commands. */
    OPEN(1),

    /** Cancels only. */
    HALTED(2),

    /** Nothing but a change of state. */
    CLOSED(3);

    private static final InstrumentState[] BY_CODE = byCode();

    private final byte code;

    InstrumentState(int code) {
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
    public static InstrumentState ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static InstrumentState[] byCode() {
        int last = 0;
        for (InstrumentState value : values()) {
            last = Math.max(last, value.code);
        }
        InstrumentState[] table = new InstrumentState[last + 1];
        for (InstrumentState value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
