package io.everbook.app.terminal;

/** Something the user can mend: printed as one line, exit code 2. */
public final class UserFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what to mend.
     *
     * @param message what is wrong, what to do, and the values as name=value
     */
    public UserFault(String message) {
        super(message);
    }
}
