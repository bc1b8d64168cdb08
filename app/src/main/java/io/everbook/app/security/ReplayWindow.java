package io.everbook.app.security;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets each signature pass once: its time stamp must lie within the window around now, and within that time it is
 * remembered. What was signed before this window began is refused, because an earlier process may have let it pass.
 * Memory is bounded: once it is full, further requests are refused rather than an old signature forgotten.
 */
final class ReplayWindow {

    /** What a signature was. */
    enum Verdict {
        /** New and in time. */
        FRESH,
        /** Signed too long ago, or in the future. */
        OUTSIDE,
        /** Seen before. */
        REPLAYED,
        /** There is no room to remember it. */
        FULL
    }

    private final long windowNanos;
    private final int capacity;
    private final long beganNanos;
    private Set<Long> current = new HashSet<>();
    private Set<Long> previous = new HashSet<>();
    private long turnedNanos;

    /**
     * Begins a window.
     *
     * @param windowNanos how far a time stamp may be from now, either way
     * @param capacity how many signatures are remembered within twice that time, at most
     * @param nowNanos the time, in nanoseconds since the epoch
     */
    ReplayWindow(long windowNanos, int capacity, long nowNanos) {
        this.windowNanos = windowNanos;
        this.capacity = capacity;
        beganNanos = nowNanos;
        turnedNanos = nowNanos;
    }

    /** {@return whether the signature may pass; it is remembered where it may} */
    synchronized Verdict admit(byte[] signature, long timestampNanos, long nowNanos) {
        if (timestampNanos < beganNanos
                || timestampNanos < nowNanos - windowNanos
                || timestampNanos > nowNanos + windowNanos) {
            return Verdict.OUTSIDE;
        }
        turn(nowNanos);
        // 64 bits of an HMAC: that two requests share them by chance is not to be expected in the life of an engine.
        Long mark = ByteBuffer.wrap(signature).getLong();
        if (current.contains(mark) || previous.contains(mark)) {
            return Verdict.REPLAYED;
        }
        if (current.size() >= capacity) {
            return Verdict.FULL;
        }
        current.add(mark);
        return Verdict.FRESH;
    }

    /** Forgets what was let pass so long ago that its time stamp is outside by now, in two halves. */
    private void turn(long nowNanos) {
        long half = 2 * windowNanos;
        if (nowNanos - turnedNanos <= half) {
            return;
        }
        previous = nowNanos - turnedNanos > 2 * half ? new HashSet<>() : current;
        current = new HashSet<>();
        turnedNanos = nowNanos;
    }
}
