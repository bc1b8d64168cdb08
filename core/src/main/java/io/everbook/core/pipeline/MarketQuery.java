package io.everbook.core.pipeline;

import io.everbook.core.matching.Market;

/**
 * A question about the state of a market. A query that carries it is answered by it, and by no event. Trading waits
 * while it reads, so what it reads must be bounded.
 */
@FunctionalInterface
public interface MarketQuery {

    /**
     * Reads the market, on the business-logic thread, between two commands; throws nothing.
     *
     * @param market the market, which is not kept and not changed; null where the instrument is unknown
     */
    void answer(Market market);
}
