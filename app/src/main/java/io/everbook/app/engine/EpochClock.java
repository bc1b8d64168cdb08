package io.everbook.app.engine;

/** Nanoseconds since the epoch that never go back within a process and cost one read of the monotonic clock. */
public final class EpochClock {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long offset = System.currentTimeMillis() * NANOS_PER_MILLI - System.nanoTime();

    /** Creates a clock set to the wall clock of this moment. */
    public EpochClock() {}

    /** {@return nanoseconds since the epoch} */
    public long nanos() {
        return offset + System.nanoTime();
    }
}
