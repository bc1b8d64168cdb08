package io.everbook.snapshot;

/**
 * A moment of a market.
 *
 * @param sequence the sequence of the last command applied; 0 before the first
 * @param digest the digest of all events so far
 */
public record MarketPosition(long sequence, long digest) {}
