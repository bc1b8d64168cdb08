package io.everbook.app.http;

/** A request that is answered with an error; the message is for the client. */
final class Refusal extends RuntimeException {

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int CONTENT_TOO_LARGE = 413;
    static final int INTERNAL_ERROR = 500;
    static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String allowed;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
        allowed = null;
    }

    private Refusal(String allowed, String message) {
        super(message, null, false, false);
        status = METHOD_NOT_ALLOWED;
        this.allowed = allowed;
    }

    /** {@return a refusal of a method, naming those that are allowed} */
    static Refusal method(String allowed, String message) {
        return new Refusal(allowed, message);
    }

    /** {@return the methods that are allowed where another was used; else null} */
    String allowed() {
        return allowed;
    }

    int status() {
        return status;
    }
}
