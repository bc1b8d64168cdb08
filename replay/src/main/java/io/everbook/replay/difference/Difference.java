package io.everbook.replay.difference;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import io.everbook.replay.timeline.BookComparison;
import io.everbook.replay.timeline.OrderDifference;

/**
 * Compares two positions: finds the last command that both sides have alike, lists the trades of each side behind it,
 * and compares the books and the markets' states. A digest covers all events, so sides that once differ never have the
 * same digest again. For one thread.
 */
public final class Difference {

    private static final int COMMANDS_BETWEEN_REPORTS = 4096;

    private final ReplaySession first;
    private final ReplaySession second;
    private final boolean same;
    private final DifferenceListener listener;
    private final ProgressListener progress;
    private long added;
    private long gone;
    private long changed;

    private Difference(
            ReplaySession first,
            ReplaySession second,
            boolean same,
            DifferenceListener listener,
            ProgressListener progress) {
        this.first = first;
        this.second = second;
        this.same = same;
        this.listener = listener;
        this.progress = progress;
    }

    /**
     * Compares two sessions where they stand; both stand there again afterwards.
     *
     * @param first the first side; stays the caller's
     * @param second the second side, of the same symbol; stays the caller's
     * @param same whether both read the same files, so that their commands need not be compared
     * @param listener is told each difference
     * @param progress is told how many commands are replayed, of how many
     * @return what was found
     * @throws io.everbook.journal.JournalException where a journal is damaged on the way
     */
    public static DifferenceReport between(
            ReplaySession first,
            ReplaySession second,
            boolean same,
            DifferenceListener listener,
            ProgressListener progress) {
        return new Difference(first, second, same, listener, progress).run(first.sequence(), second.sequence());
    }

    private DifferenceReport run(long firstEnd, long secondEnd) {
        long common = same ? Math.min(firstEnd, secondEnd) : common(Math.min(firstEnd, secondEnd));
        long firstTrades = trades(first, common, firstEnd, true);
        long secondTrades = trades(second, common, secondEnd, false);
        long orders = BookComparison.compare(first.market(), second.market(), id -> id, this::count);
        return new DifferenceReport(
                position(first),
                position(second),
                common,
                firstTrades,
                secondTrades,
                added,
                gone,
                changed,
                orders < 0,
                MarketState.of(first.market()).differences(MarketState.of(second.market())));
    }

    /** The last command, up to one, behind which both have the same digest; -1 where there is none to be seen. */
    private long common(long through) {
        long from = Math.max(first.firstSequence(), second.firstSequence());
        if (from > through) {
            return -1;
        }
        goTo(through);
        if (first.digest() == second.digest()) {
            return through;
        }
        goTo(from);
        if (first.digest() != second.digest()) {
            return -1;
        }
        long sequence = from;
        while (sequence < through) {
            first.step(1);
            second.step(1);
            if (first.digest() != second.digest()) {
                return sequence;
            }
            sequence++;
            report(sequence - from, through - from);
        }
        return sequence;
    }

    private void goTo(long sequence) {
        first.goTo(sequence, progress);
        second.goTo(sequence, progress);
    }

    /** Goes to the end of a side, and tells the trades on the way, where it is known which are on the way. */
    private long trades(ReplaySession side, long common, long end, boolean isFirst) {
        if (common < 0 || common >= end) {
            side.goTo(end, progress);
            return 0;
        }
        side.goTo(common, progress);
        long trades = 0;
        while (side.sequence() < end && side.step(1) == 1) {
            EventBatch events = side.events();
            for (int i = 0; i < events.size(); i++) {
                if (events.event(i).type() == EventType.TRADED) {
                    listener.trade(events.event(i), isFirst);
                    trades++;
                }
            }
            report(side.sequence() - common, end - common);
        }
        return trades;
    }

    private void report(long done, long total) {
        if (done % COMMANDS_BETWEEN_REPORTS == 0) {
            progress.progress(done, total);
        }
    }

    private void count(OrderDifference difference) {
        if (difference.original() == null) {
            added++;
        } else if (difference.changed() == null) {
            gone++;
        } else {
            changed++;
        }
        listener.order(difference);
    }

    private static Position position(ReplaySession side) {
        return new Position(
                side.sequence(),
                side.timestampNanos(),
                side.digest(),
                side.market().openOrderCount(),
                side.market().lastTradeId());
    }
}
