package io.everbook.core.book;

/**
 * The visible book of a market between two commands, best levels first: an answer to a query, immutable by convention.
 *
 * @param symbol the symbol
 * @param sequence the sequence of the last command applied
 * @param digest the digest of all events up to it
 * @param lastTradeId the id of the last trade; 0 before the first
 * @param lastTradePriceTicks the price of the last trade; 0 before the first
 * @param openOrderCount how many orders are open
 * @param bids the bid levels, best first
 * @param asks the ask levels, best first
 */
public record BookView(
        String symbol,
        long sequence,
        long digest,
        long lastTradeId,
        long lastTradePriceTicks,
        int openOrderCount,
        Levels bids,
        Levels asks) {

    /**
     * The levels of one side, best first, as parallel arrays.
     *
     * @param priceTicks the prices in ticks
     * @param quantityLots what is open at each price, in lots
     * @param orderCount how many orders are open at each price
     */
    public record Levels(long[] priceTicks, long[] quantityLots, int[] orderCount) {

        /** {@return how many levels there are} */
        public int depth() {
            return priceTicks.length;
        }
    }
}
