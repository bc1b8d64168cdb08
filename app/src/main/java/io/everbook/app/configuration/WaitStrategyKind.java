package io.everbook.app.configuration;

/** How the threads of a ring wait for work. In the file: the name in lower case, with dashes. */
public enum WaitStrategyKind {
    /** Chosen by the number of cores. */
    AUTO,
    /** On a lock: no core is used while waiting, and the longest way to wake up. */
    BLOCKING,
    /** Spins a little, then sleeps for some tens of microseconds at a time. */
    SLEEPING,
    /** Spins and gives way to whoever needs the core. */
    YIELDING,
    /** Spins: needs a core of its own for each ring thread. */
    BUSY_SPIN
}
