package io.everbook.app.cli;

/** Something the user can mend: printed as one line, exit code 2. */
final class UserFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UserFault(String message) {
        super(message);
    }
}
