package io.everbook.app.json;

/** A command for an instrument that is not served: a client is told whether it should be. */
public final class UnknownSymbolException extends InvalidLineException {

    private static final long serialVersionUID = 1L;

    private final String symbol;

    /**
     * Names the symbol.
     *
     * @param line the line's number, from 1
     * @param detail what is wrong and what to do, one line of text
     * @param symbol the symbol; empty where none is named and none is served
     */
    public UnknownSymbolException(long line, String detail, String symbol) {
        super(line, detail);
        this.symbol = symbol;
    }

    /** {@return the symbol; empty where none is named and none is served} */
    public String symbol() {
        return symbol;
    }
}
