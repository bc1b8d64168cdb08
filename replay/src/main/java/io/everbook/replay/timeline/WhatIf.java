package io.everbook.replay.timeline;

import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ArchiveView;
import io.everbook.replay.session.ReplayException;
import io.everbook.replay.session.ReplaySession;
import java.util.List;
import java.util.TreeMap;

/**
 * Replays a symbol's journal twice at once, as it is and with changes, and compares the two command by command. Its
 * memory is that of two books, however long the journal is. For one thread, which must not be interrupted.
 */
public final class WhatIf {

    /** How many levels of each side a report holds at most. */
    public static final int DEPTH = 1_000;

    private static final int COMMANDS_BETWEEN_REPORTS = 1024;

    private final Storage storage;
    private final String symbol;
    private final List<Edit> edits;
    private final DifferenceListener listener;
    private final ProgressListener progress;

    private WhatIf(
            Storage storage,
            String symbol,
            List<Change> changes,
            DifferenceListener listener,
            ProgressListener progress) {
        this.storage = ArchiveView.of(storage);
        this.symbol = symbol;
        this.listener = listener;
        this.progress = progress;
        edits = EditPlan.of(changes);
    }

    /**
     * Runs both timelines to the end of the journal.
     *
     * @param storage a data directory, an archive, a backup or one segment, which nobody writes meanwhile; only read
     * @param symbol the symbol, which has a journal
     * @param changes what the second timeline has otherwise; the orders that its commands name are those of the
     *     journal; none for a second timeline that is to be identical
     * @param listener is told each difference
     * @param progress is told how many commands are done
     * @return what it came to
     * @throws ReplayException where a change is at a command that the journal does not have, or that is before what can
     *     be replayed
     * @throws IllegalArgumentException where two changes contradict each other
     * @throws JournalException where the journal is damaged
     */
    public static TimelineReport run(
            Storage storage,
            String symbol,
            List<Change> changes,
            DifferenceListener listener,
            ProgressListener progress) {
        return new WhatIf(storage, symbol, changes, listener, progress).run();
    }

    /**
     * Finds the first command at which a second timeline can part.
     *
     * @param storage the data directory; only read
     * @param symbol the symbol, which has a journal
     * @return its sequence
     * @throws ReplayException where no state can be had
     */
    public static long firstSequence(Storage storage, String symbol) {
        try (ReplaySession session = ReplaySession.openForward(storage, symbol)) {
            return session.firstSequence() + 1;
        }
    }

    private TimelineReport run() {
        long first = edits.isEmpty() ? 0 : edits.get(0).sequence();
        long last;
        Market original;
        try (ReplaySession session = ReplaySession.openForward(storage, symbol)) {
            last = session.lastSequence();
            requireWithin(last);
            session.goTo(first == 0 ? session.firstSequence() : first - 1, progress);
            original = session.market();
        }
        long after = original.sequence();
        try (JournalReplay replay = new JournalReplay(storage, original)) {
            ChangedTimeline changed = new ChangedTimeline(original, edits);
            Comparison comparison = new Comparison(listener);
            while (replay.step()) {
                changed.follow(replay.command(), replay.events(), comparison);
                if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
                    progress.progress(replay.replayed(), last - after);
                }
            }
            boolean torn = replay.tail().torn();
            changed.end(original.sequence() + 1, replay.command().timestampNanos(), comparison);
            return report(original, after, torn, changed, comparison);
        }
    }

    private TimelineReport report(
            Market original, long after, boolean torn, ChangedTimeline changed, Comparison comparison) {
        long orders = BookComparison.compare(original, changed.market(), changed.ids()::toOriginal, listener::order);
        return new TimelineReport(
                original.instrument(),
                after,
                original.sequence(),
                comparison.commands(),
                torn,
                comparison.firstDifferent(),
                new TreeMap<>(comparison.kinds()),
                comparison.tradeCounts(),
                comparison.fills().differences(),
                orders,
                FinalBook.of(original, DEPTH),
                FinalBook.of(changed.market(), DEPTH));
    }

    private void requireWithin(long last) {
        for (Edit edit : edits) {
            boolean adds = !edit.dropped() && edit.replacement() == null;
            if (edit.sequence() > last + (adds ? 1 : 0)) {
                throw new ReplayException(
                        ReplayException.Code.BEYOND_END,
                        "the journal ends before this command; name an earlier one: sequence=" + edit.sequence()
                                + " last=" + last);
            }
        }
    }
}
