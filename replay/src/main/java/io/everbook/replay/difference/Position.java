package io.everbook.replay.difference;

/**
 * Where one side of a difference stands.
 *
 * @param sequence the last command that its state includes
 * @param timestampNanos when that command was stamped, nanoseconds since the epoch; 0 where it is not known
 * @param digest the digest of all events up to it
 * @param openOrders how many orders are open
 * @param lastTradeId the id of the last trade; 0 before the first
 */
public record Position(long sequence, long timestampNanos, long digest, int openOrders, long lastTradeId) {}
