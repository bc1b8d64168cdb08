package io.everbook.core.command;

/** What happens when an incoming order would trade with an order of its own participant. */
public enum SelfTradePrevention {
    /** They trade. */
    NONE(1),

    /** The incoming order is cancelled. */
    CANCEL_NEWEST(2),

    /** The resting order is cancelled. */
    CANCEL_OLDEST(3),

    /** Both are cancelled. */
    CANCEL_BOTH(4),

    /** Both shrink by the smaller quantity; what becomes empty is cancelled. */
    DECREMENT_AND_CANCEL(5);

    private static final SelfTradePrevention[] BY_CODE = byCode();

    private final byte code;

    SelfTradePrevention(int code) {
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
    public static SelfTradePrevention ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static SelfTradePrevention[] byCode() {
        int last = 0;
        for (SelfTradePrevention value : values()) {
            last = Math.max(last, value.code);
        }
        SelfTradePrevention[] table = new SelfTradePrevention[last + 1];
        for (SelfTradePrevention value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
