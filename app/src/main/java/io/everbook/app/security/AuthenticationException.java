package io.everbook.app.security;

/** A request whose sender is not known to be who it says it is; the message is for the client. */
public final class AuthenticationException extends RuntimeException {

    /** Why. */
    public enum Code {
        /** Key, time stamp or signature was not sent. */
        SIGNATURE_MISSING,
        /** There is no such key, or the signature is not its own: which of the two is not told. */
        SIGNATURE_INVALID,
        /** The time stamp is too far from the engine's clock. */
        TIMESTAMP_OUTSIDE_WINDOW,
        /** The same signature has been used before. */
        SIGNATURE_REPLAYED,
        /** So many signatures of the key, or from the address, were wrong that it has to wait. */
        LOCKED_OUT,
        /** So many requests were signed within the window that no more can be remembered. */
        WINDOW_FULL
    }

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final long retryMillis;

    AuthenticationException(Code code, String message) {
        this(code, message, 0);
    }

    AuthenticationException(Code code, String message, long retryMillis) {
        super(message, null, false, false);
        this.code = code;
        this.retryMillis = retryMillis;
    }

    /** {@return after how many milliseconds it may be tried again; 0 where time alone does not help} */
    public long retryMillis() {
        return retryMillis;
    }

    /** {@return why} */
    public Code code() {
        return code;
    }
}
