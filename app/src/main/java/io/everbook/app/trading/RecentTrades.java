package io.everbook.app.trading;

import io.everbook.app.engine.EngineListener;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The latest trades of each market since the engine's start: a fixed number, without garbage. Any thread may read. */
public final class RecentTrades implements EngineListener {

    /** How many trades of a market are kept. */
    public static final int CAPACITY = 1_024;

    private static final int MASK = CAPACITY - 1;

    private final ConcurrentMap<Integer, Tape> tapes = new ConcurrentHashMap<>();

    /**
     * A trade.
     *
     * @param tradeId its number, from 1
     * @param sequence the command that caused it
     * @param aggressor the side of the incoming order
     * @param priceTicks its price in ticks
     * @param quantityLots its quantity in lots
     * @param timestampNanos when, in nanoseconds since the epoch
     */
    public record Trade(
            long tradeId, long sequence, Side aggressor, long priceTicks, long quantityLots, long timestampNanos) {}

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.type() == EventType.TRADED) {
            tapes.computeIfAbsent(event.marketIndex(), index -> new Tape()).add(event);
        }
    }

    /**
     * Reads the latest trades.
     *
     * @param marketIndex the market
     * @param limit how many at most
     * @return the trades, the latest first
     */
    public List<Trade> latest(int marketIndex, int limit) {
        Tape tape = tapes.get(marketIndex);
        return tape == null ? List.of() : tape.latest(limit);
    }

    /** The trades of one market. */
    private static final class Tape {

        private final long[] tradeIds = new long[CAPACITY];
        private final long[] sequences = new long[CAPACITY];
        private final boolean[] buys = new boolean[CAPACITY];
        private final long[] priceTicks = new long[CAPACITY];
        private final long[] quantityLots = new long[CAPACITY];
        private final long[] timestampNanos = new long[CAPACITY];
        private long count;

        synchronized void add(ExecutionEvent event) {
            int at = (int) (count & MASK);
            tradeIds[at] = event.tradeId();
            sequences[at] = event.sequence();
            buys[at] = event.side() == Side.BUY;
            priceTicks[at] = event.priceTicks();
            quantityLots[at] = event.quantityLots();
            timestampNanos[at] = event.timestampNanos();
            count++;
        }

        synchronized List<Trade> latest(int limit) {
            int size = (int) Math.min(Math.min(limit, CAPACITY), count);
            List<Trade> trades = new ArrayList<>(size);
            for (int i = 1; i <= size; i++) {
                int at = (int) (count - i & MASK);
                trades.add(new Trade(
                        tradeIds[at],
                        sequences[at],
                        buys[at] ? Side.BUY : Side.SELL,
                        priceTicks[at],
                        quantityLots[at],
                        timestampNanos[at]));
            }
            return trades;
        }
    }
}
