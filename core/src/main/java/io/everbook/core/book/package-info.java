/**
 * The limit order book: resting orders in flat primitive storage, in price-time priority. Called by the market alone.
 * It decides nothing and produces no events.
 */
package io.everbook.core.book;
