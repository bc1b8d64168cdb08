package io.everbook.core;

/** A law of the engine was broken: its state can no longer be trusted and the lane that saw it stops. */
public final class InvariantViolation extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the broken law.
     *
     * @param law the law, as a sentence
     * @param sequence the command sequence at which it was checked
     */
    public InvariantViolation(String law, long sequence) {
        super("invariant broken: " + law + " sequence=" + sequence);
    }
}
