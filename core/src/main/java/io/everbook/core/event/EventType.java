package io.everbook.core.event;

/** What happened. Every command yields at least one event. */
public enum EventType {
    /** An order was entered. */
    ACCEPTED(1),

    /** A command was refused; its reason is a {@link RejectReason}. */
    REJECTED(2),

    /** An incoming order traded with a resting one. */
    TRADED(3),

    /** What was left of an order was taken out; its reason is a {@link CancelReason}. */
    CANCELLED(4),

    /** An order got a new price or quantity. */
    REPLACED(5),

    /** A stop order became active. */
    TRIGGERED(6),

    /** An iceberg showed its next slice, at the back of its level. */
    REFRESHED(7),

    /** A mass cancel was carried out; the quantity counts the orders. */
    MASS_CANCELLED(8),

    /** The instrument was opened, halted or closed. */
    INSTRUMENT_STATE_CHANGED(9),

    /** A participant was disabled or enabled. */
    PARTICIPANT_STATE_CHANGED(10),

    /** The limits of the instrument were set. */
    LIMITS_CHANGED(11),

    /** The book's time moved on. */
    TIME_ADVANCED(12),

    /** The answer to a query; unsequenced, not part of the digest. */
    BOOK(13),

    /** The market stopped because its journal failed; unsequenced, not part of the digest. */
    STOPPED(14);

    private static final EventType[] BY_CODE = byCode();

    private final byte code;

    EventType(int code) {
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
    public static EventType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static EventType[] byCode() {
        int last = 0;
        for (EventType value : values()) {
            last = Math.max(last, value.code);
        }
        EventType[] table = new EventType[last + 1];
        for (EventType value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
