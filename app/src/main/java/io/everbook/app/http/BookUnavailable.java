package io.everbook.app.http;

/** A book cannot be had now: the engine is busy or has stopped. The client is told so with status 503. */
public final class BookUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message the reason, which the client gets to see
     */
    public BookUnavailable(String message) {
        super(message);
    }
}
