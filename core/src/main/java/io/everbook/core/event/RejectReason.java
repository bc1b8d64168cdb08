package io.everbook.core.event;

/** Why a command was refused. Codes are stable; the text is for people. */
public enum RejectReason {
    /** No market has this symbol. */
    UNKNOWN_INSTRUMENT(1, "no such instrument"),

    /** The command's type or a required field is missing or not one the engine knows. */
    INVALID_COMMAND(2, "the command is malformed"),

    /** The participant id is out of range. */
    INVALID_PARTICIPANT(3, "participant ids start at 1"),

    /** The request id is negative. */
    INVALID_REQUEST_ID(4, "request ids must not be negative"),

    /** The participant has used this request id, or a higher one. */
    DUPLICATE_REQUEST(5, "request id is not higher than the participant's last"),

    /** The instrument accepts only cancels. */
    INSTRUMENT_HALTED(6, "instrument is halted: only cancels are accepted"),

    /** The instrument accepts nothing. */
    INSTRUMENT_CLOSED(7, "instrument is closed"),

    /** The participant's kill switch was thrown. */
    PARTICIPANT_DISABLED(8, "participant is disabled"),

    /** The price is missing, negative, zero or too large. */
    INVALID_PRICE(9, "price is missing or out of range"),

    /** The price is not a multiple of the tick size. */
    OFF_TICK(10, "price is not a multiple of the tick size"),

    /** The quantity is missing, negative, zero or too large. */
    INVALID_QUANTITY(11, "quantity is missing or out of range"),

    /** The quantity is not a multiple of the lot size. */
    OFF_LOT(12, "quantity is not a multiple of the lot size"),

    /** This time in force does not go with this kind of order. */
    INVALID_TIME_IN_FORCE(13, "time in force does not go with this order type"),

    /** Only a limit order that may rest can be post-only. */
    INVALID_POST_ONLY(14, "only a limit order that may rest can be post-only"),

    /** A post-only order would trade at once. */
    WOULD_TAKE(15, "post-only order would take liquidity"),

    /** The instrument's capacity of open orders is used up. */
    BOOK_FULL(16, "book is full"),

    /** No such order is open. */
    UNKNOWN_ORDER(17, "no such open order"),

    /** The order belongs to another participant. */
    NOT_OWNER(18, "order belongs to another participant"),

    /** The new quantity is not more than what has traded. */
    ALREADY_EXECUTED(19, "new quantity is not more than what has traded"),

    /** The price is outside the instrument's band. */
    PRICE_OUTSIDE_BAND(20, "price is outside the band"),

    /** The quantity is over the instrument's limit. */
    QUANTITY_OVER_LIMIT(21, "quantity is over the limit"),

    /** Price times quantity is over the instrument's limit. */
    NOTIONAL_OVER_LIMIT(22, "notional is over the limit"),

    /** The participant has as many open orders as allowed. */
    TOO_MANY_OPEN_ORDERS(23, "participant has too many open orders"),

    /** The command ring is full; nothing was journaled, try again. */
    BUSY(24, "engine is busy: try again"),

    /** The journal of this symbol failed; whether the command is in it shows at the next start. */
    JOURNAL_FAILED(25, "journal failed: outcome unknown until restart"),

    /** The engine is shutting down or has stopped; nothing was journaled. */
    ENGINE_STOPPED(26, "engine has stopped"),

    /** The trigger price is missing, out of range, or does not go with this kind of order. */
    INVALID_TRIGGER_PRICE(28, "trigger price is missing, out of range, or does not go with this order"),

    /** The display quantity is out of range or does not go with this kind of order. */
    INVALID_DISPLAY_QUANTITY(29, "display quantity is out of range or does not go with this order"),

    /** The expiry time is missing, over, or does not go with this time in force. */
    INVALID_EXPIRE_TIME(30, "expiry time is missing, over, or does not go with this time in force"),

    /** The limits contradict each other or are negative. */
    INVALID_LIMITS(31, "limits are negative or contradict each other");

    private static final RejectReason[] BY_CODE = byCode();

    private final byte code;
    private final String text;

    RejectReason(int code, String text) {
        this.code = (byte) code;
        this.text = text;
    }

    /** {@return the reason as a sentence for a person} */
    public String text() {
        return text;
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
    public static RejectReason ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static RejectReason[] byCode() {
        int last = 0;
        for (RejectReason value : values()) {
            last = Math.max(last, value.code);
        }
        RejectReason[] table = new RejectReason[last + 1];
        for (RejectReason value : values()) {
            table[value.code] = value;
        }
        return table;
    }
}
