package io.everbook.app.backup;

/**
 * What a market was when the backup was made.
 *
 * @param symbol which market
 * @param sequence the last command that the backup has of it; 0 for none
 * @param digest of the state after it
 */
record MarketState(String symbol, long sequence, long digest) {}
