package io.everbook.app.secret;

/** A password cannot be obtained, for a reason that the operator can mend; the message says how. */
public final class SecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what to mend.
     *
     * @param message what is wrong and what to do, without the password
     */
    public SecretException(String message) {
        super(message);
    }
}
