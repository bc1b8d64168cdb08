package io.everbook.app.http;

import java.util.concurrent.TimeUnit;

/** A request that is answered with an error; the message is for the client. */
final class Refusal extends RuntimeException {

    static final String UNKNOWN_SYMBOL = "unknown symbol: see /instruments";
    static final String NONE_SERVED = "no instrument is served: see /health";

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int REQUEST_TIMEOUT = 408;
    static final int CONFLICT = 409;
    static final int CONTENT_TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int INTERNAL_ERROR = 500;
    static final int UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;
    static final int VERSION_NOT_SUPPORTED = 505;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String allowed;
    private final long retrySeconds;
    private final String symbol;

    Refusal(int status, String message) {
        this(status, code(status), message);
    }

    Refusal(int status, String code, String message) {
        this(status, code, message, null, status == UNAVAILABLE || status == TOO_MANY_REQUESTS ? 1 : 0, null);
    }

    private Refusal(int status, String code, String message, String allowed, long retrySeconds, String symbol) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.allowed = allowed;
        this.retrySeconds = retrySeconds;
        this.symbol = symbol;
    }

    /** {@return a refusal of a method, naming those that are allowed} */
    static Refusal method(String allowed, String message) {
        return new Refusal(METHOD_NOT_ALLOWED, code(METHOD_NOT_ALLOWED), message, allowed, 0, null);
    }

    /** {@return a refusal of a symbol that is not served; {@link Availability} knows whether it should be} */
    static Refusal unknownSymbol(String symbol, String message) {
        return new Refusal(NOT_FOUND, "UNKNOWN_INSTRUMENT", message, null, 0, symbol);
    }

    /** {@return a refusal of a request that came too early, saying when it may come again} */
    static Refusal rate(String message, long waitNanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1));
        return new Refusal(TOO_MANY_REQUESTS, code(TOO_MANY_REQUESTS), message, null, seconds, null);
    }

    /** {@return a refusal of who is locked out, saying when it may come again, in whole seconds, rounded up} */
    static Refusal lockedOut(String code, String message, long waitMillis) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(waitMillis + TimeUnit.SECONDS.toMillis(1) - 1);
        return new Refusal(TOO_MANY_REQUESTS, code, message, null, seconds, null);
    }

    /** {@return the code of an error that has none of its own} */
    static String code(int status) {
        return switch (status) {
            case BAD_REQUEST -> "BAD_REQUEST";
            case UNAUTHORIZED -> "UNAUTHORIZED";
            case FORBIDDEN -> "FORBIDDEN";
            case NOT_FOUND -> "NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
            case REQUEST_TIMEOUT -> "REQUEST_TIMEOUT";
            case CONFLICT -> "CONFLICT";
            case CONTENT_TOO_LARGE -> "CONTENT_TOO_LARGE";
            case TOO_MANY_REQUESTS -> "RATE_LIMITED";
            case UNAVAILABLE -> "UNAVAILABLE";
            case GATEWAY_TIMEOUT -> "TIMEOUT";
            case VERSION_NOT_SUPPORTED -> "BAD_REQUEST";
            default -> status < INTERNAL_ERROR ? "BAD_REQUEST" : "INTERNAL_ERROR";
        };
    }

    /** {@return what is wrong, for a program} */
    String code() {
        return code;
    }

    /** {@return the methods that are allowed where another was used; else null} */
    String allowed() {
        return allowed;
    }

    /** {@return after how many seconds to try again; 0 where that is no use} */
    long retrySeconds() {
        return retrySeconds;
    }

    /** {@return the symbol that is not served, empty where none is, where that is why; else null} */
    String symbol() {
        return symbol;
    }

    int status() {
        return status;
    }
}
