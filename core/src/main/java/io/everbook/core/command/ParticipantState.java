package io.everbook.core.command;

/** What a participant may do. */
public enum ParticipantState {
    /** Everything. */
    ENABLED(1),

    /** Nothing but cancel: its kill switch was thrown. */
    DISABLED(2);

    private static final ParticipantState[] BY_CODE = byCode();

    private final byte code;

    ParticipantState(int code) {
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
    public static ParticipantState ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static ParticipantState[] byCode() {
        int last = 0;
        for (ParticipantState value : values()) {
            last = Math.max(last, value.code);
        }
        ParticipantState[] table = new ParticipantState[last + 1];
        for (ParticipantState value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
