package io.everbook.replay;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Replays a symbol's journal and compares its executions log with it, event by event and field by field. It only reads,
 * and stops at the first difference. For one thread, which must not be interrupted.
 */
public final class ExecutionsVerify {

    private final ExecutionsReader reader;
    private final EventComparison comparison = new EventComparison();
    private final ExecutionEvent logged = new ExecutionEvent();
    private final List<SequenceRange> holes = new ArrayList<>();
    private ExecutionsReader.Entry entry;
    private long firstCompared;
    private long lastCompared;
    private long events;
    private ExecutionsComparison.Difference difference;

    private ExecutionsVerify(ExecutionsReader reader) {
        this.reader = reader;
    }

    /**
     * Compares the log of a symbol with its journal, as far as the journal and the snapshots reach back.
     *
     * @param storage the data directory; stays the caller's
     * @param symbol a symbol that has a journal
     * @param progress is told the sequence of each replayed command
     * @return what came of it
     * @throws JournalException where the journal or the log is damaged, naming the file, or the replay is not what a
     *     checkpoint proves
     * @throws IllegalArgumentException where there is no journal
     */
    public static ExecutionsComparison compare(Storage storage, String symbol, LongConsumer progress) {
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("there is no journal to compare with: symbol=" + symbol);
        }
        try (ExecutionsReader reader = ExecutionsReader.open(storage, symbol, 1)) {
            ExecutionsVerify verify = new ExecutionsVerify(reader);
            long begin = verify.begin();
            Market market = ReplayStart.before(storage, instrument, begin);
            if (market == null) {
                return new ExecutionsComparison(0, 0, 0, 0, 0, List.of(), null);
            }
            long unproved = verify.skipThrough(market.sequence(), begin);
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                while (verify.difference == null && replay.step()) {
                    verify.compare(market.sequence(), replay.events());
                    progress.accept(market.sequence());
                }
                verify.requireNothingMore(market.sequence());
            }
            return verify.result(market.sequence(), unproved);
        }
    }

    /** Reads the first event. A log that begins later than at command 1 has no hole before: it was compacted. */
    private long begin() {
        entry = reader.next(logged);
        if (entry == ExecutionsReader.Entry.HOLE) {
            entry = reader.next(logged);
        }
        return entry == ExecutionsReader.Entry.EVENT ? logged.sequence() : 1;
    }

    private long skipThrough(long sequence, long begin) {
        while (entry == ExecutionsReader.Entry.EVENT && logged.sequence() <= sequence) {
            advance();
        }
        return Math.max(0, sequence - begin + 1);
    }

    private void compare(long sequence, EventBatch replayed) {
        if (entry != ExecutionsReader.Entry.EVENT || logged.sequence() > sequence) {
            return;
        }
        firstCompared = firstCompared == 0 ? sequence : firstCompared;
        for (int i = 0; i < replayed.size(); i++) {
            boolean here = entry == ExecutionsReader.Entry.EVENT && logged.sequence() == sequence;
            if (!here && entry == ExecutionsReader.Entry.END) {
                // The end of a log that is not whole; the next start completes it.
                return;
            }
            if (!here || !comparison.equal(replayed.event(i), logged)) {
                differ(sequence, i, copy(replayed.event(i)), here ? copy(logged) : null);
                return;
            }
            events++;
            advance();
        }
        if (entry == ExecutionsReader.Entry.EVENT && logged.sequence() == sequence) {
            differ(sequence, replayed.size(), null, copy(logged));
            return;
        }
        lastCompared = sequence;
    }

    private void requireNothingMore(long lastSequence) {
        if (difference == null && entry == ExecutionsReader.Entry.EVENT) {
            differ(logged.sequence(), logged.indexInCommand(), null, copy(logged));
        }
    }

    private void differ(long sequence, int index, ExecutionEvent replayed, ExecutionEvent found) {
        difference =
                new ExecutionsComparison.Difference(sequence, index, replayed, found, reader.file(), reader.offset());
    }

    private void advance() {
        entry = reader.next(logged);
        while (entry == ExecutionsReader.Entry.HOLE) {
            holes.add(new SequenceRange(reader.missingFrom(), reader.missingThrough()));
            entry = reader.next(logged);
        }
    }

    private ExecutionsComparison result(long journalSequence, long unproved) {
        return new ExecutionsComparison(
                firstCompared, lastCompared, events, journalSequence, unproved, holes, difference);
    }

    private static ExecutionEvent copy(ExecutionEvent event) {
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        return copy;
    }
}
