package io.everbook.core.command;

/** How long an order stays. Codes are one more than those of FIX tag 59. */
public enum TimeInForce {
    /** Until the end of the day. */
    DAY(1),

    /** Good till cancelled. */
    GTC(2),

    /** Immediate or cancel: trades what it can at once, the rest is cancelled. */
    IOC(4),

    /** Fill or kill: trades in full at once, or not at all. */
    FOK(5),

    /** Good till its expiry time. */
    GTD(7);

    private static final TimeInForce[] BY_CODE = byCode();

    private final byte code;

    TimeInForce(int code) {
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
    public static TimeInForce ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static TimeInForce[] byCode() {
        int last = 0;
        for (TimeInForce value : values()) {
            last = Math.max(last, value.code);
        }
        TimeInForce[] table = new TimeInForce[last + 1];
        for (TimeInForce value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
