package io.everbook.replay.timeline;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.ReplayStart;
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
        this.storage = storage;
        this.symbol = symbol;
        this.listener = listener;
        this.progress = progress;
        edits = EditPlan.of(changes);
    }

    /**
     * Runs both timelines to the end of the journal.
     *
     * @param storage the data directory, which nobody writes meanwhile; only read
     * @param symbol the symbol, which has a journal
     * @param changes what the second timeline has otherwise; the orders that its commands name are those of the
     *     journal; none for a second timeline that is to be identical
     * @param listener is told each difference
     * @param progress is told how many commands are done
     * @return what it came to
     * @throws IllegalArgumentException where a change is at a command that the journal does not have, or that is before
     *     what can be replayed, or where two changes contradict each other
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
     * @throws IllegalArgumentException where no state can be had
     */
    public static long firstSequence(Storage storage, String symbol) {
        return new WhatIf(storage, symbol, List.of(), DifferenceListener.NONE, ProgressListener.NONE)
                        .start(JournalCatalog.instrument(storage, symbol))
                        .sequence()
                + 1;
    }

    private TimelineReport run() {
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("there is no journal of this symbol: symbol=" + symbol);
        }
        Market original = start(instrument);
        long after = original.sequence();
        long total = JournalReader.countAfter(storage, symbol, after);
        requireWithin(after + total);
        try (JournalReplay replay = new JournalReplay(storage, original)) {
            long first = edits.isEmpty() ? after + 1 : edits.get(0).sequence();
            replay.run(first - 1, (command, events) -> report(replay, total));
            ChangedTimeline changed = new ChangedTimeline(original, edits);
            Comparison comparison = new Comparison(listener);
            while (replay.step()) {
                changed.follow(replay.command(), replay.events(), comparison);
                report(replay, total);
            }
            boolean torn = replay.tail().torn();
            changed.end(original.sequence() + 1, replay.command().timestampNanos(), comparison);
            long orders =
                    BookComparison.compare(original, changed.market(), changed.ids()::toOriginal, listener::order);
            return new TimelineReport(
                    instrument,
                    first - 1,
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
    }

    private Market start(Instrument instrument) {
        long first = edits.isEmpty() ? 1 : edits.get(0).sequence();
        Market market = ReplayStart.before(storage, instrument, first);
        if (market == null) {
            throw new IllegalArgumentException("nothing leads to a state of this symbol: its journal's beginning is"
                    + " gone and no snapshot is whole: symbol=" + symbol);
        }
        if (market.sequence() >= first && !edits.isEmpty()) {
            throw new IllegalArgumentException("the state before this command cannot be had any more, since the journal"
                    + " and the snapshots begin later; name a later one: sequence=" + first + " first="
                    + (market.sequence() + 1));
        }
        return market;
    }

    private void requireWithin(long last) {
        for (Edit edit : edits) {
            boolean adds = !edit.dropped() && edit.replacement() == null;
            if (edit.sequence() > last + (adds ? 1 : 0)) {
                throw new IllegalArgumentException(
                        "the journal ends before this command; name an earlier one: sequence=" + edit.sequence()
                                + " last=" + last);
            }
        }
    }

    private void report(JournalReplay replay, long total) {
        if (replay.replayed() % COMMANDS_BETWEEN_REPORTS == 0) {
            progress.progress(replay.replayed(), total);
        }
    }
}
