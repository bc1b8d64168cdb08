package io.everbook.replay.session;

import io.everbook.core.matching.Market;
import java.util.Map;
import java.util.TreeMap;

/**
 * Markets kept as they stood at earlier commands, so that a step back does not start at a file. They are close together
 * near the position and ever farther apart behind it, and take at most a share of the heap.
 */
final class Checkpoints {

    /** Commands between two of them at the position: replayed in some milliseconds. */
    static final long SPACING = 8_192;

    private static final int MAX_COUNT = 16;
    private static final long BYTES_A_MARKET = 512 << 10;
    private static final long BYTES_AN_ORDER = 256;
    private static final int SHARE_OF_HEAP = 4;
    /** So many orders are copied in the time in which a command is replayed, with a margin. */
    private static final int ORDERS_A_COMMAND = 16;

    private final TreeMap<Long, Market> markets = new TreeMap<>();
    private final long budgetBytes;
    private final long spacing;
    private final int maxCount;
    private long bytes;
    private Market dropped;

    Checkpoints() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, SPACING, MAX_COUNT);
    }

    /**
     * Keeps nothing yet.
     *
     * @param budgetBytes how much memory they may take; 0 to keep none
     * @param spacing commands between two of them at the position
     * @param maxCount how many are kept
     */
    Checkpoints(long budgetBytes, long spacing, int maxCount) {
        this.budgetBytes = budgetBytes;
        this.spacing = spacing;
        this.maxCount = maxCount;
    }

    static Checkpoints none() {
        return new Checkpoints(0, SPACING, 1);
    }

    /**
     * Keeps a copy of the market if the last one lies far enough behind.
     *
     * @param market the market; not kept
     * @param remaining how many commands the replay still has to go, where that is known: far before its end copies
     *     are far apart
     */
    void offer(Market market, long remaining) {
        long sequence = market.sequence();
        Map.Entry<Long, Market> before = markets.floorEntry(sequence);
        long distance = before == null ? sequence : sequence - before.getKey();
        if (distance >= Math.max(spacing(market), remaining / 2)) {
            keep(market);
        }
    }

    /** Keeps a copy of the market, and drops others that are needed least. */
    void keep(Market market) {
        if (budgetBytes < size(market) || markets.containsKey(market.sequence())) {
            return;
        }
        markets.put(market.sequence(), copy(market, spare()));
        bytes += size(market);
        while (markets.size() > 1 && (markets.size() > maxCount || bytes > budgetBytes)) {
            drop(leastNeeded(market.sequence()));
        }
    }

    /** {@return the sequence of the last one before a command; -1 where there is none} */
    long before(long sequence) {
        Long found = markets.lowerKey(sequence);
        return found == null ? -1 : found;
    }

    /**
     * Makes a market that stands where the one kept at a sequence stands.
     *
     * @param sequence where one is kept
     * @param former a market that is no longer needed, whose memory is used again; null for none
     * @return the market, owned by the caller
     */
    Market at(long sequence, Market former) {
        return copy(markets.get(sequence), former);
    }

    /** {@return how many commands lie between two copies: with a large book, which takes long to copy, more} */
    private long spacing(Market market) {
        return Math.max(spacing, market.openOrderCount() / ORDERS_A_COMMAND);
    }

    /** {@return how many commands lie between two copies at the position} */
    long spacing() {
        return spacing;
    }

    /** The one whose absence adds least, compared with how far it is from the position. */
    private long leastNeeded(long position) {
        long least = markets.firstKey();
        double leastGap = Double.MAX_VALUE;
        for (long sequence : markets.keySet()) {
            Long lower = markets.lowerKey(sequence);
            Long higher = markets.higherKey(sequence);
            if (sequence == position) {
                continue;
            }
            long from = lower == null ? 0 : lower;
            long to = higher == null ? sequence + spacing : higher;
            double gap = (double) (to - from) / (Math.abs(position - sequence) + spacing);
            if (gap < leastGap) {
                leastGap = gap;
                least = sequence;
            }
        }
        return least;
    }

    private void drop(long sequence) {
        dropped = markets.remove(sequence);
        bytes -= size(dropped);
    }

    /** One that was dropped, for its memory. */
    private Market spare() {
        Market spare = dropped;
        dropped = null;
        return spare;
    }

    private static long size(Market market) {
        return BYTES_A_MARKET + market.openOrderCount() * BYTES_AN_ORDER;
    }

    private static Market copy(Market market, Market former) {
        Market copy = former == null ? new Market(market.instrument()) : former;
        copy.copyFrom(market);
        return copy;
    }
}
