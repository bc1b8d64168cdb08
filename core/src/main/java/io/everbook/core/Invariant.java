package io.everbook.core;

/** Checks of laws that hold unless the engine itself is broken; on in production, and never caught to go on. */
public final class Invariant {

    private Invariant() {}

    /**
     * Halts when a law does not hold.
     *
     * @param holds whether the law holds
     * @param law the law, as a sentence
     * @param sequence the command sequence at which it was checked
     * @throws InvariantViolation when {@code holds} is false
     */
    public static void require(boolean holds, String law, long sequence) {
        if (!holds) {
            throw new InvariantViolation(law, sequence);
        }
    }
}
