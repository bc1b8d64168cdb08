package io.everbook.journal.storage;

/** The process has died, or the power is cut: thrown out of whatever operation of the simulated disk comes next. */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the simulated process is dead", null, false, false);
    }
}
