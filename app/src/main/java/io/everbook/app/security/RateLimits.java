package io.everbook.app.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The rates at which a key and a connection may ask, the same on every gateway. The buckets of keys are kept here, one
 * for each key that was authenticated; those of connections are kept by whoever owns the connection.
 */
public final class RateLimits {

    /**
     * A rate.
     *
     * @param perSecond how many requests a second, 0 to 10^6; 0 = unlimited
     * @param burst how many at once, 1 to 10^6
     */
    public record Rate(int perSecond, int burst) {}

    private final Rate perKey;
    private final Rate perConnection;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> keys = new ConcurrentHashMap<>();

    /**
     * Creates limits with full buckets.
     *
     * @param perKey the rate of a key, over all its connections
     * @param perConnection the rate of a connection
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public RateLimits(Rate perKey, Rate perConnection, LongSupplier nanoTime) {
        this.perKey = perKey;
        this.perConnection = perConnection;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request of a key.
     *
     * @param key a key that was authenticated
     * @return 0 where it may pass; else after how many nanoseconds it may
     */
    public long take(ApiKey key) {
        return keys.computeIfAbsent(key.id(), id -> bucket(perKey)).take(nanoTime.getAsLong());
    }

    /**
     * Tells how much a key has used up.
     *
     * @param keyId which key
     * @return in how many nanoseconds its bucket will be full; 0 where it is
     */
    public long nanosUntilFull(String keyId) {
        TokenBucket bucket = keys.get(keyId);
        return bucket == null ? 0 : bucket.nanosUntilFull(nanoTime.getAsLong());
    }

    /**
     * Goes on with a key where an earlier life of the engine was.
     *
     * @param keyId which key
     * @param nanosUntilFull in how many nanoseconds its bucket will be full; of more than a bucket holds, so much
     */
    public void restore(String keyId, long nanosUntilFull) {
        long now = nanoTime.getAsLong();
        keys.computeIfAbsent(keyId, id -> bucket(perKey)).drainTo(nanosUntilFull, now);
    }

    /** {@return the bucket of a new connection, to be given to {@link #take(TokenBucket)}} */
    public TokenBucket newConnection() {
        return bucket(perConnection);
    }

    /**
     * Counts a request of a connection.
     *
     * @param connection its bucket
     * @return 0 where it may pass; else after how many nanoseconds it may
     */
    public long take(TokenBucket connection) {
        return connection.take(nanoTime.getAsLong());
    }

    private TokenBucket bucket(Rate rate) {
        return new TokenBucket(rate.perSecond(), rate.burst(), nanoTime.getAsLong());
    }
}
