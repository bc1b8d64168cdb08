package io.everbook.core.command;

/** The side of an order. Codes are those of FIX tag 54. */
public enum Side {
    /** Wants to buy: a bid. */
    BUY(1),

    /** Wants to sell: an ask. */
    SELL(2);

    private static final Side[] BY_CODE = byCode();

    private final byte code;

    Side(int code) {
        this.code = (byte) code;
    }

    /** {@return the stable code of this value, as journaled} */
    public byte code() {
        return code;
    }

    /** {@return the other side} */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /**
     * Finds a value by its code.
     *
     * @param code a code, as journaled
     * @return the value, or null where no value has this code
     */
    public static Side ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static Side[] byCode() {
        int last = 0;
        for (Side value : values()) {
            last = Math.max(last, value.code);
        }
        Side[] table = new Side[last + 1];
        for (Side value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
