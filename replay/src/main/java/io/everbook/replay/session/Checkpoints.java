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
    private static final long BYTES_AN_ORDER = 160;
    private static final int SHARE_OF_HEAP = 4;
    /** So many orders are copied in the time in which a command is replayed. */
    private static final int ORDERS_A_COMMAND = 32;
    /** So many doublings of the spacing reach from the position over the journals that people have. */
    private static final int DOUBLINGS = 10;

    private final TreeMap<Long, Market> markets = new TreeMap<>();
    private final long budgetBytes;
    private final long spacing;
    private final int maxCount;
    private long[] rungs = {};
    private int nextRung;
    private long floor;
    private long bytes;
    private long copies;
    private boolean lent;
    private Market spare;

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
     * A replay to a known place begins: places behind that are chosen where copies are kept, as many as take no longer
     * than the replay, the nearest a spacing behind it and each other one some times as far as the one before.
     *
     * @param market the market before the first command
     * @param target where it goes
     * @param base where the file stands that is best to start at: markets before it are no longer needed
     */
    void plan(Market market, long target, long base) {
        floor = base;
        long distance = target - market.sequence();
        long affordable = distance / Math.max(spacing, copyCost(market));
        int count = (int) Math.min(affordable, capacity(market));
        rungs = new long[Math.max(0, count)];
        nextRung = 0;
        for (int i = 0; i < count; i++) {
            double part = count == 1 ? 0 : 1 - (double) i / (count - 1);
            rungs[i] = Math.min(distance - 1, Math.round(spacing * Math.pow((double) distance / spacing, part)));
        }
    }

    /**
     * Keeps a copy of the market where the plan has one.
     *
     * @param market the market; not kept
     * @param remaining how many commands the replay still has to go
     */
    void offer(Market market, long remaining) {
        boolean planned = false;
        while (nextRung < rungs.length && remaining <= rungs[nextRung]) {
            nextRung++;
            planned = true;
        }
        if (planned && distance(market) >= spacing / 2) {
            keep(market);
        }
    }

    /** Keeps a copy of the market if the last one lies far enough behind, where the end of the way is not known. */
    void offer(Market market) {
        if (distance(market) >= Math.max(spacing, 2 * copyCost(market))) {
            keep(market);
        }
    }

    /** Keeps a copy of the market, and drops others that are needed least. */
    void keep(Market market) {
        if (capacity(market) > 0 && !markets.containsKey(market.sequence())) {
            adopt(copy(market, spare()), market.sequence());
        }
    }

    /**
     * Keeps a market itself, and drops others that are needed least.
     *
     * @param market the market; owned by this from now on
     * @param position where the session stands
     */
    void adopt(Market market, long position) {
        if (markets.containsKey(market.sequence())) {
            recycle(market);
            return;
        }
        markets.put(market.sequence(), market);
        bytes += size(market);
        trim(position, market.sequence());
    }

    private void trim(long position, long added) {
        while (markets.size() > 1 && (markets.size() > room(maxCount) || bytes > room(budgetBytes))) {
            drop(leastNeeded(position, added));
        }
    }

    private static long lentOf(long whole) {
        return whole - Math.max(1, whole / 3);
    }

    private long room(long whole) {
        return lent ? whole - lentOf(whole) : whole;
    }

    /**
     * Lends two thirds of the room, until it is taken back: near the beginning of a stretch little is needed behind the
     * position.
     *
     * @param market the session's market, behind whose place nothing is kept any longer
     * @return what may be kept elsewhere, by another thread too; null where that is nothing
     */
    Checkpoints lend(Market market) {
        if (maxCount == 1 || lentOf(budgetBytes) < size(market)) {
            return null;
        }
        lent = true;
        trim(market.sequence(), market.sequence());
        return new Checkpoints(lentOf(budgetBytes), spacing, (int) lentOf(maxCount));
    }

    /** Has the whole room again. */
    void takeBack() {
        lent = false;
    }

    /**
     * Has the whole room again, and what was kept in the part that was lent.
     *
     * @param other what was kept; no longer to be used
     * @param base as for {@link #plan}
     * @param position where the session goes
     */
    void takeBack(Checkpoints other, long base, long position) {
        takeBack();
        floor = base;
        other.markets.values().forEach(market -> adopt(market, position));
        copies += other.copies;
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
     * @param former a market that is no longer needed, whose memory is used again; null for one that was dropped
     * @return the market, owned by the caller
     */
    Market at(long sequence, Market former) {
        return copy(markets.get(sequence), former == null ? spare() : former);
    }

    /** Takes a market that is no longer needed, for its memory. */
    void recycle(Market market) {
        spare = market;
    }

    /**
     * Finds the two neighbours behind a position that lie farthest apart for how near they are to it.
     *
     * @param position where the session stands
     * @return the sequence of the one and of the other, which may be the position; null where all are close enough
     */
    long[] widest(long position) {
        long[] found = null;
        double most = 0;
        long upper = position;
        for (Map.Entry<Long, Market> lower :
                markets.headMap(position, false).descendingMap().entrySet()) {
            if (lower.getKey() < floor) {
                break;
            }
            long gap = upper - lower.getKey();
            double allowed = ratio(lower.getValue()) * (position - upper + spacing);
            if (gap > 2 * spacing && gap > allowed && gap / allowed > most) {
                most = gap / allowed;
                found = new long[] {lower.getKey(), upper};
            }
            upper = lower.getKey();
        }
        return found;
    }

    /** {@return how many commands lie between two copies at the position} */
    long spacing() {
        return spacing;
    }

    /** {@return how many are kept} */
    int count() {
        return markets.size();
    }

    /** {@return how many markets were copied up to now} */
    long copies() {
        return copies;
    }

    /** How far the last one lies behind a market; where there is none, farther than any limit. */
    private long distance(Market market) {
        Map.Entry<Long, Market> before = markets.floorEntry(market.sequence());
        return before == null ? Long.MAX_VALUE : market.sequence() - before.getKey();
    }

    /** How many markets of this size are kept. */
    private int capacity(Market market) {
        return (int) Math.min(room(maxCount), room(budgetBytes) / size(market));
    }

    /** How many times its distance from the position a gap may be wide; the more, the fewer can be kept. */
    private double ratio(Market market) {
        return Math.pow(2, Math.ceil((double) DOUBLINGS / Math.max(1, capacity(market)))) - 1;
    }

    /** How many commands are replayed in the time that a copy takes. */
    private static long copyCost(Market market) {
        return market.openOrderCount() / ORDERS_A_COMMAND;
    }

    /**
     * One that only a way forward can use, or none can; else the one whose absence adds least, for how far from here
     * that is. The lowest saves the way from a file and stays.
     */
    private long leastNeeded(long position, long added) {
        if (markets.lastKey() > position && markets.lastKey() != added) {
            return markets.lastKey();
        }
        long least = markets.firstKey();
        if (least < floor) {
            return least;
        }
        double leastGap = Double.MAX_VALUE;
        for (long sequence : markets.keySet()) {
            Long lower = markets.lowerKey(sequence);
            Long higher = markets.higherKey(sequence);
            long to = higher == null ? position : higher;
            double gap = lower == null ? Double.MAX_VALUE : (double) (to - lower) / (position - to + spacing);
            if (sequence != added && gap < leastGap) {
                leastGap = gap;
                least = sequence;
            }
        }
        return least;
    }

    private void drop(long sequence) {
        spare = markets.remove(sequence);
        bytes -= size(spare);
    }

    /** One that was dropped, for its memory. */
    private Market spare() {
        Market taken = spare;
        spare = null;
        return taken;
    }

    private static long size(Market market) {
        return BYTES_A_MARKET + market.openOrderCount() * BYTES_AN_ORDER;
    }

    private Market copy(Market market, Market former) {
        Market copy = former == null ? new Market(market.instrument()) : former;
        copy.copyFrom(market);
        copies++;
        return copy;
    }
}
