package io.everbook.replay.statistics;

import io.everbook.core.book.BookView;
import io.everbook.core.matching.Market;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The book over time in at most 60 intervals, which get wider as the journal gets longer; empty ones are left out. */
final class Series {

    private static final int MAX_INTERVALS = 60;
    private static final long MILLISECOND = 1_000_000;

    /** Each is a whole number of the one before, so that intervals can be joined. */
    private static final long[] WIDTHS_MILLIS = {
        1,
        5,
        10,
        50,
        100,
        500,
        1_000,
        5_000,
        10_000,
        30_000,
        60_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        21_600_000,
        43_200_000,
        86_400_000,
        604_800_000,
        6_048_000_000L,
        60_480_000_000L
    };

    private TreeMap<Long, Interval> intervals = new TreeMap<>();
    private int width;

    /** Counts a command at its time; the market stands behind it. */
    void add(long nanos, long trades, Market market) {
        long key = Math.floorDiv(nanos, widthNanos());
        Interval known = intervals.get(key);
        intervals.put(key, (known == null ? begin(key, market) : known).counting(1, trades));
        while (intervals.size() > MAX_INTERVALS && width < WIDTHS_MILLIS.length - 1) {
            widen();
        }
    }

    private Interval begin(long key, Market market) {
        BookView view = market.view(Statistics.LEVELS);
        return new Interval(
                key * widthNanos(),
                0,
                0,
                view.bids().depth() == 0 ? 0 : view.bids().priceTicks()[0],
                view.asks().depth() == 0 ? 0 : view.asks().priceTicks()[0],
                Arrays.stream(view.bids().quantityLots()).sum(),
                Arrays.stream(view.asks().quantityLots()).sum(),
                view.openOrderCount());
    }

    private void widen() {
        width++;
        TreeMap<Long, Interval> wider = new TreeMap<>();
        for (Map.Entry<Long, Interval> entry : intervals.entrySet()) {
            Interval interval = entry.getValue();
            long key = Math.floorDiv(interval.startNanos(), widthNanos());
            Interval before = wider.get(key);
            wider.put(
                    key,
                    before == null
                            ? interval.beginning(key * widthNanos())
                            : before.counting(interval.commands(), interval.trades()));
        }
        intervals = wider;
    }

    long widthNanos() {
        return WIDTHS_MILLIS[width] * MILLISECOND;
    }

    List<Interval> intervals() {
        return List.copyOf(intervals.values());
    }
}
