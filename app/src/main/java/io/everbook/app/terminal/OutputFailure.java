package io.everbook.app.terminal;

/** Standard output was closed or cannot be written: printed as one line, exit code 1. */
public final class OutputFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what could not be written.
     *
     * @param message what, and why
     */
    public OutputFailure(String message) {
        super(message);
    }
}
