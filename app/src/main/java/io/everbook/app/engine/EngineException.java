package io.everbook.app.engine;

/** The engine cannot start, or cannot serve an instrument, for a reason that its operator can mend. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message what is wrong and what to do, one line
     */
    public EngineException(String message) {
        super(message);
    }
}
