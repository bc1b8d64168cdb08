package io.everbook.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets the follower use only a share of a core: it works for half a millisecond, then pauses for as long as the share
 * asks, so that a small machine's cores stay with the lanes. It does not pause where it is far behind, which bounds how
 * far it can fall, nor where everything is to end. For one thread.
 */
final class Pace {

    /** How many commands behind the living market are too many to pause. */
    static final long MOST_BEHIND = 4_000_000;

    /** Never pauses. */
    static final Pace FULL = new Pace(100, () -> true);

    static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    static final int STEPS_BETWEEN_CLOCKS = 64;

    private static final int PERCENT = 100;

    private final long pauseNanos;
    private final BooleanSupplier ending;
    private final LongSupplier nanoClock;
    private final LongConsumer pause;
    private int steps;
    private long sliceStart;

    Pace(int busyPercent, BooleanSupplier ending) {
        this(busyPercent, ending, System::nanoTime, LockSupport::parkNanos);
    }

    Pace(int busyPercent, BooleanSupplier ending, LongSupplier nanoClock, LongConsumer pause) {
        pauseNanos = SLICE_NANOS * (PERCENT - busyPercent) / busyPercent;
        this.ending = ending;
        this.nanoClock = nanoClock;
        this.pause = pause;
        sliceStart = pauseNanos == 0 ? 0 : nanoClock.getAsLong();
    }

    /**
     * Called after each piece of work: a command or an order.
     *
     * @param behind how many commands the living market is ahead; 0 where it is not known
     */
    void step(long behind) {
        if (pauseNanos == 0 || ++steps < STEPS_BETWEEN_CLOCKS) {
            return;
        }
        steps = 0;
        if (nanoClock.getAsLong() - sliceStart >= SLICE_NANOS) {
            if (behind <= MOST_BEHIND && !ending.getAsBoolean()) {
                pause.accept(pauseNanos);
            }
            sliceStart = nanoClock.getAsLong();
        }
    }
}
