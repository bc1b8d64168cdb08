package io.everbook.app.configuration;

/**
 * What the clients of the HTTP port may ask for.
 *
 * @param maxConnections how many connections there are at a time, 16 to 100,000
 * @param idleTimeoutMs after how long a connection on which nothing happens is closed, 1,000 to 600,000 ms
 * @param requestTimeoutMs how long a request may take to come in, 500 to 600,000 ms
 * @param maxOutstanding how many requests wait for the engine at a time, 1 to 100,000
 * @param replayWindowMs how far the time stamp of a signature may be from the clock, 1,000 to 60,000 ms
 * @param requestsPerSecond how many requests a key, and a connection, may send a second, 0 to 1,000,000; 0 = unlimited
 * @param requestBurst how many of them at once, 1 to 1,000,000
 */
public record HttpLimits(
        int maxConnections,
        int idleTimeoutMs,
        int requestTimeoutMs,
        int maxOutstanding,
        int replayWindowMs,
        int requestsPerSecond,
        int requestBurst) {

    /** What holds where nothing is configured. */
    public static final HttpLimits DEFAULTS = new HttpLimits(1_024, 30_000, 10_000, 1_024, 5_000, 1_000, 2_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public HttpLimits {
        Key.MAX_CONNECTIONS.check(maxConnections);
        Key.IDLE_TIMEOUT_MS.check(idleTimeoutMs);
        Key.REQUEST_TIMEOUT_MS.check(requestTimeoutMs);
        Key.MAX_OUTSTANDING.check(maxOutstanding);
        Key.REPLAY_WINDOW_MS.check(replayWindowMs);
        Key.REQUESTS_PER_SECOND.check(requestsPerSecond);
        Key.REQUEST_BURST.check(requestBurst);
    }
}
