package io.everbook.app.trading;

/** Why a client cannot be given what it asks for; the message is for the client. */
public final class TradingException extends RuntimeException {

    /** Why. */
    public enum Code {
        /** No instrument of this name is served. */
        UNKNOWN_INSTRUMENT,
        /** There is too much to do: nothing happened, try again. */
        BUSY,
        /** The engine has not started yet, or takes nothing any more. */
        STOPPED,
        /** The journal of this symbol failed: whether the command is in it shows at the next start. */
        JOURNAL_FAILED,
        /** The command was taken, and its outcome did not come in time: repeat it with the same request id. */
        OUTCOME_UNKNOWN,
        /** The request id was used by another request. */
        REQUEST_ID_USED,
        /** The request id was used so long ago that what came of it is not found any more. */
        REQUEST_FORGOTTEN,
        /** No such order. */
        UNKNOWN_ORDER,
        /** Several orders are meant by one memo. */
        AMBIGUOUS_MEMO,
        /** The place to go on from is gone. */
        PLACE_LOST,
        /** Nothing is kept on disk, or it cannot be read. */
        NO_HISTORY
    }

    private static final long serialVersionUID = 1L;

    private final Code code;

    TradingException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** {@return why} */
    public Code code() {
        return code;
    }
}
