package io.everbook.app.json;

/** A line of a command stream that is no command. Its message names the line and says what to write instead. */
public final class InvalidLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * Names the fault.
     *
     * @param line the line's number, from 1
     * @param detail what is wrong and what to do, one line of text
     */
    public InvalidLineException(long line, String detail) {
        super("line " + line + ": " + detail);
        this.line = line;
    }

    /** {@return the number of the faulty line, from 1} */
    public long line() {
        return line;
    }
}
