package io.everbook.app.stream;

/** What the streams tell about themselves, for metrics. Called by several threads; must not block. */
public interface StreamProbe {

    /** A probe that looks away. */
    StreamProbe NONE = new StreamProbe() {};

    /** A connection was opened. */
    default void opened() {}

    /**
     * A connection was closed.
     *
     * @param reason why
     */
    default void closed(StreamClose reason) {}

    /**
     * The number of subscriptions to a channel changed.
     *
     * @param channel the channel
     * @param change by how many
     */
    default void subscribed(Channel channel, int change) {}

    /**
     * A message was handed to a connection.
     *
     * @param bytes its length
     */
    default void sent(int bytes) {}

    /** Changes of a book were merged for a client that is behind. */
    default void conflated() {}

    /**
     * Trades were not sent to a client that is behind.
     *
     * @param trades how many
     */
    default void dropped(int trades) {}

    /** A market was read anew, because its events came faster than they could be taken. */
    default void resynced() {}

    /** A message came faster than a key or a connection may send them. */
    default void rateLimited() {}
}
