package io.everbook.app.client;

/** The engine refused something, or could not be asked; the message is for the user. */
public final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Says why.
     *
     * @param code a word for programs: one of the engine's, such as {@code BUSY}, or {@code UNREACHABLE}
     * @param message a sentence
     */
    public ClientException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return a word for programs} */
    public String code() {
        return code;
    }
}
