package io.everbook.app.stream;

/** Why a connection ends, with the code of its close frame. */
public enum StreamClose {
    /** The client closed it. */
    CLIENT(1000, "the client closed"),
    /** The engine stops in order. */
    STOPPING(1001, "the engine is stopping: connect again later"),
    /** It broke, without a close frame. */
    BROKEN(1006, "the connection broke"),
    /** A message was binary. */
    BINARY(1003, "send JSON in text messages"),
    /** A message was longer than allowed, was no text, or broke the protocol. */
    MALFORMED(1002, "the client broke the protocol"),
    /** The engine cannot serve it now. */
    TRY_AGAIN(1013, "the engine cannot serve this now: try again"),
    /** Log-in failed again and again. */
    NOT_AUTHENTICATED(4001, "too many failed log-ins"),
    /** The key it logged in with is gone. */
    REVOKED(4003, "the key was revoked"),
    /** The client reads too slowly. */
    SLOW_CONSUMER(4008, "too far behind: read faster, or subscribe to less"),
    /** The client was not heard of. */
    IDLE(4009, "not heard of for too long"),
    /** The client went on sending what was refused for its rate. */
    RATE_LIMITED(4029, "too many messages: send fewer");

    private static final int TOO_LARGE = 1009;
    private static final int NOT_UTF8 = 1007;

    private final int code;
    private final String reason;

    StreamClose(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** {@return the code of the close frame} */
    public int code() {
        return code;
    }

    /** {@return the reason of the close frame, at most 123 bytes} */
    public String reason() {
        return reason;
    }

    /** {@return what a code means that the library gave} */
    static StreamClose ofLibrary(int code) {
        return switch (code) {
            case 1002, 1003, NOT_UTF8, TOO_LARGE, 1010 -> MALFORMED;
            case 1006, 1011 -> BROKEN;
            case 1001 -> CLIENT;
            default -> CLIENT;
        };
    }
}
