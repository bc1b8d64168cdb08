package io.everbook.core.command;

/** How an order is priced. Codes are those of FIX tag 40. */
public enum OrderType {
    /** Trades at any price, or at no worse than its protection price. */
    MARKET(1),

    /** Trades at its price or better. */
    LIMIT(2),

    /** Becomes a market order when its trigger price trades. */
    STOP(3),

    /** Becomes a limit order when its trigger price trades. */
    STOP_LIMIT(4);

    private static final OrderType[] BY_CODE = byCode();

    private final byte code;

    OrderType(int code) {
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
    public static OrderType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static OrderType[] byCode() {
        int last = 0;
        for (OrderType value : values()) {
            last = Math.max(last, value.code);
        }
        OrderType[] table = new OrderType[last + 1];
        for (OrderType value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
