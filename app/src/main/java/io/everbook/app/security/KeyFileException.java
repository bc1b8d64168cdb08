package io.everbook.app.security;

/** The file of API keys cannot be used, for a reason that the operator can mend; the message names it. */
public final class KeyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
