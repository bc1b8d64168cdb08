package io.everbook.replay.simulation;

/** Everbook broke a promise in a simulation. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    Violation(String what, Throwable cause) {
        super(what + ": " + cause, cause);
    }
}
