package io.everbook.app.security;

import java.util.concurrent.TimeUnit;

/**
 * Lets a rate pass, and a burst above it: each request takes a token, tokens come back at the rate, and the bucket
 * holds as many as the burst. Any thread may call.
 */
public final class TokenBucket {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long nanosPerToken;
    private final long burstNanos;

    /** The moment at which the bucket was, or will be, full: each token taken puts it off. */
    private long fullAtNanos;

    /**
     * Creates a full bucket.
     *
     * @param perSecond how many tokens come back a second, 1 to 10^9; 0 = every request passes
     * @param burst how many tokens it holds, 1 to 10^9
     * @param nowNanos the time of a clock that only goes forward
     */
    public TokenBucket(long perSecond, long burst, long nowNanos) {
        nanosPerToken = perSecond == 0 ? 0 : Math.max(1, SECOND_NANOS / perSecond);
        burstNanos = burst * nanosPerToken;
        fullAtNanos = nowNanos;
    }

    /** {@return in how many nanoseconds the bucket will be full; 0 where it is} */
    synchronized long nanosUntilFull(long nowNanos) {
        return Math.max(0, fullAtNanos - nowNanos);
    }

    /** Takes out tokens, so that it will be full after so many nanoseconds, but no more than it holds. */
    synchronized void drainTo(long nanosUntilFull, long nowNanos) {
        fullAtNanos = nowNanos + Math.max(0, Math.min(nanosUntilFull, burstNanos));
    }

    /**
     * Takes a token.
     *
     * @param nowNanos the time of the same clock
     * @return 0 where there was one; else how many nanoseconds later there will be one
     */
    public synchronized long take(long nowNanos) {
        long from = fullAtNanos - nowNanos > 0 ? fullAtNanos : nowNanos;
        long wait = from + nanosPerToken - burstNanos - nowNanos;
        if (nanosPerToken > 0 && wait > 0) {
            return wait;
        }
        fullAtNanos = from + nanosPerToken;
        return 0;
    }
}
