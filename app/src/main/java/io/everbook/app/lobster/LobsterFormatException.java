package io.everbook.app.lobster;

import java.nio.file.Path;

/** A file that is not what LOBSTER publishes. Its message names the file and the line and says what is wrong. */
public final class LobsterFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * Names the fault.
     *
     * @param file the file
     * @param line the line's number, from 1; 0 where the fault is the file's
     * @param detail what is wrong, one line of text
     */
    public LobsterFormatException(Path file, long line, String detail) {
        super(file.getFileName() + (line > 0 ? " line " + line : "") + ": " + detail);
        this.line = line;
    }

    /** {@return the number of the faulty line, from 1; 0 where the fault is the file's} */
    public long line() {
        return line;
    }
}
