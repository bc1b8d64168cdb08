package io.everbook.app.cli;

/** Standard output was closed or cannot be written: printed as one line, exit code 1. */
final class OutputFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputFailure(String message) {
        super(message);
    }
}
