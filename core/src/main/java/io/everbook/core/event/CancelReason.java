package io.everbook.core.event;

/** Why an order left the book without being filled. */
public enum CancelReason {
    /** Its owner cancelled it. */
    REQUESTED(1),

    /** A mass cancel took it. */
    MASS_CANCEL(2),

    /** The rest of an IOC or market order. */
    IMMEDIATE_OR_CANCEL(3),

    /** It could not be filled in full at once. */
    FILL_OR_KILL(4),

    /** Self-trade prevention took it. */
    SELF_TRADE(5),

    /** Its time was over. */
    EXPIRED(6),

    /** Its participant was disabled. */
    KILL_SWITCH(7);

    private static final CancelReason[] BY_CODE = byCode();

    private final byte code;

    CancelReason(int code) {
        this.code = (byte) code;
    }

    /** {@return the stable code of this value} */
    public byte code() {
        return code;
    }

    /**
     * Finds a value by its code.
     *
     * @param code a code
     * @return the value, or null where no value has this code
     */
    public static CancelReason ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static CancelReason[] byCode() {
        int last = 0;
        for (CancelReason value : values()) {
            last = Math.max(last, value.code);
        }
        CancelReason[] table = new CancelReason[last + 1];
        for (CancelReason value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
