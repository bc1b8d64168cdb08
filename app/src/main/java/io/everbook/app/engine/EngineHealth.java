package io.everbook.app.engine;

import java.util.List;

/**
 * How the engine is.
 *
 * @param state the engine as a whole
 * @param markets each market
 * @param snapshotFault what is wrong with snapshots, as a sentence; null where nothing is
 */
public record EngineHealth(State state, List<MarketHealth> markets, String snapshotFault) {

    /**
     * An engine whose snapshots are in order.
     *
     * @param state the engine as a whole
     * @param markets each market
     */
    public EngineHealth(State state, List<MarketHealth> markets) {
        this(state, markets, null);
    }

    /**
     * Tells a symbol that is not served for now from one that does not exist.
     *
     * @param symbol the symbol; empty for any
     * @return whether there is such a market and it takes no commands
     */
    public boolean isDown(String symbol) {
        return markets.stream()
                .anyMatch(market -> !market.accepting()
                        && (symbol.isEmpty() || market.symbol().equals(symbol)));
    }

    /** The states of an engine. */
    public enum State {
        /** Recovering. */
        STARTING,
        /** Everything works. */
        RUNNING,
        /** It runs, but a market has stopped or a snapshot or an executions log has failed. */
        DEGRADED,
        /** It takes no commands any more. */
        STOPPED
    }

    /**
     * How one market is.
     *
     * @param symbol its symbol
     * @param accepting whether it takes commands
     * @param fault what is wrong, as a sentence; null where nothing is; a market whose executions log has failed has
     *     one and accepts commands
     * @param sequence the sequence of the last command that the last stage has seen
     * @param digest the digest after it
     */
    public record MarketHealth(String symbol, boolean accepting, String fault, long sequence, long digest) {}
}
