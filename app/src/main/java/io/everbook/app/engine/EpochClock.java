package io.everbook.app.engine;

/**
 * Nanoseconds since the epoch that never go back within a process and cost one read of the monotonic clock. All clocks
 * of a process agree, so that a time stamp of one may be taken from a reading of another.
 */
public final class EpochClock {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private static final long OFFSET = System.currentTimeMillis() * NANOS_PER_MILLI - System.nanoTime();

    /** Creates a clock. All of a process were set to the wall clock once, when the first was needed. */
    public EpochClock() {}

    /** {@return nanoseconds since the epoch} */
    public long nanos() {
        return OFFSET + System.nanoTime();
    }
}
