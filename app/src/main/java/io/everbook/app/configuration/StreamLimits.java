package io.everbook.app.configuration;

/**
 * What the clients of the streams may have.
 *
 * @param maxConnections how many connections there are at a time, 1 to 100,000
 * @param maxSubscriptions how many subscriptions a connection has, 1 to 10,000
 * @param maxMessageBytes the longest message of a client, 1,024 to 1,048,576 bytes
 * @param queueBytes how much waits to be sent to a client, 65,536 to 67,108,864 bytes
 * @param maxLagMs how long a client may be behind, 100 to 600,000 ms
 * @param idleTimeoutMs after how long a client that is not heard of is gone, 1,000 to 600,000 ms
 * @param bookLevels how many levels of each side are sent, 10 to 10,000
 * @param bookIntervalMs how long changes of a book are gathered, 0 to 10,000 ms
 * @param ringSize how many events wait for the thread of the streams, a power of two, 1,024 to 2^20
 */
public record StreamLimits(
        int maxConnections,
        int maxSubscriptions,
        int maxMessageBytes,
        int queueBytes,
        int maxLagMs,
        int idleTimeoutMs,
        int bookLevels,
        int bookIntervalMs,
        int ringSize) {

    /** What holds where nothing is configured. */
    public static final StreamLimits DEFAULTS =
            new StreamLimits(512, 64, 16 * 1024, 1 << 20, 10_000, 60_000, 1_000, 10, 16 * 1024);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public StreamLimits {
        Key.STREAM_CONNECTIONS.check(maxConnections);
        Key.STREAM_SUBSCRIPTIONS.check(maxSubscriptions);
        Key.STREAM_MESSAGE_BYTES.check(maxMessageBytes);
        Key.STREAM_QUEUE_BYTES.check(queueBytes);
        Key.STREAM_LAG_MS.check(maxLagMs);
        Key.STREAM_IDLE_MS.check(idleTimeoutMs);
        Key.STREAM_BOOK_LEVELS.check(bookLevels);
        Key.STREAM_BOOK_INTERVAL_MS.check(bookIntervalMs);
        Key.STREAM_RING_SIZE.check(ringSize);
    }
}
