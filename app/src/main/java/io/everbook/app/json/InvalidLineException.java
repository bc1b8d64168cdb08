package io.everbook.app.json;

/** A line of a command stream that is no command. Its message names the line and says what to write instead. */
public sealed class InvalidLineException extends RuntimeException permits UnknownSymbolException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final String detail;

    /**
     * Names the fault.
     *
     * @param line the line's number, from 1
     * @param detail what is wrong and what to do, one line of text
     */
    public InvalidLineException(long line, String detail) {
        super("line " + line + ": " + detail);
        this.line = line;
        this.detail = detail;
    }

    /** {@return what is wrong and what to do, without the line} */
    public final String detail() {
        return detail;
    }

    /** {@return the number of the faulty line, from 1} */
    public final long line() {
        return line;
    }
}
