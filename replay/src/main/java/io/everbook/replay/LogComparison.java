package io.everbook.replay;

import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.EventComparison;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds a symbol's executions log against commands that are replayed in order, event by event and field by field, up to
 * the first difference. Only reads. For one thread, which must not be interrupted.
 */
final class LogComparison implements AutoCloseable {

    /** What the log says of a command. */
    enum Outcome {
        /** It has the same events. */
        EQUAL,

        /** It has other events. */
        DIFFERENT,

        /** It does not have the command, or not all of its events. */
        UNKNOWN
    }

    private final Storage storage;
    private final String symbol;
    private final TreeSet<Long> whole;
    private final EventComparison comparison = new EventComparison();
    private final ExecutionEvent logged = new ExecutionEvent();
    private final List<SequenceRange> holes = new ArrayList<>();
    private ExecutionsReader reader;
    private ExecutionsReader.Entry entry = ExecutionsReader.Entry.END;
    private long begin;
    private boolean interrupted;
    private long firstCompared;
    private long lastCompared;
    private long events;
    private long unproved;
    private ExecutionsComparison.Difference difference;

    private LogComparison(Storage storage, String symbol, List<Long> whole) {
        this.storage = storage;
        this.symbol = symbol;
        this.whole = whole == null ? null : new TreeSet<>(whole);
    }

    /** Opens a log that is refused where it is damaged. */
    static LogComparison strict(Storage storage, String symbol) {
        return new LogComparison(storage, symbol, null).begin();
    }

    /**
     * Opens a log of which damaged segments are passed over.
     *
     * @param whole the first commands of the segments that are whole
     */
    static LogComparison passingOverDamage(Storage storage, String symbol, List<Long> whole) {
        return new LogComparison(storage, symbol, whole).begin();
    }

    private LogComparison begin() {
        try {
            open(1);
            begin = entry == ExecutionsReader.Entry.EVENT ? logged.sequence() : 1;
            // A log that begins later than at command 1 has no hole before: it was compacted.
            holes.clear();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The command of the first event; 1 where there is none. */
    long firstSequence() {
        return begin;
    }

    /** Passes over the events of commands up to one, which nothing proves. */
    void passOver(long sequence) {
        if (difference == null) {
            long from = Math.max(begin, lastCompared + 1);
            unproved += entry == ExecutionsReader.Entry.EVENT ? Math.max(0, sequence - from + 1) : 0;
        }
        while (difference == null && entry == ExecutionsReader.Entry.EVENT && logged.sequence() <= sequence) {
            advance();
        }
    }

    /** Compares one command; nothing more after the first that differs. */
    Outcome compare(long sequence, EventBatch replayed) {
        if (difference != null || entry != ExecutionsReader.Entry.EVENT || logged.sequence() > sequence) {
            return Outcome.UNKNOWN;
        }
        interrupted = false;
        firstCompared = firstCompared == 0 ? sequence : firstCompared;
        for (int i = 0; i < replayed.size(); i++) {
            boolean here = entry == ExecutionsReader.Entry.EVENT && logged.sequence() == sequence;
            if (!here && (interrupted || entry == ExecutionsReader.Entry.END)) {
                // The end of a log that is not whole, or damage; the next start writes the rest anew.
                return Outcome.UNKNOWN;
            }
            if (!here || !comparison.equal(replayed.event(i), logged)) {
                return differ(sequence, i, copy(replayed.event(i)), here ? copy(logged) : null);
            }
            events++;
            advance();
        }
        if (entry == ExecutionsReader.Entry.EVENT && logged.sequence() == sequence) {
            return differ(sequence, replayed.size(), null, copy(logged));
        }
        lastCompared = sequence;
        return Outcome.EQUAL;
    }

    /** Holds against the log that the journal has no command behind one. */
    void end(long lastSequence) {
        if (difference == null && entry == ExecutionsReader.Entry.EVENT && logged.sequence() > lastSequence) {
            differ(logged.sequence(), logged.indexInCommand(), null, copy(logged));
        }
    }

    ExecutionsComparison result(long journalSequence) {
        return new ExecutionsComparison(
                firstCompared, lastCompared, events, journalSequence, unproved, holes, difference);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }

    private void open(long sequence) {
        try {
            reader = ExecutionsReader.open(storage, symbol, sequence);
        } catch (JournalException damage) {
            reopenBehind(sequence, damage);
            return;
        }
        advance();
    }

    private void advance() {
        try {
            entry = reader.next(logged);
            while (entry == ExecutionsReader.Entry.HOLE) {
                holes.add(new SequenceRange(reader.missingFrom(), reader.missingThrough()));
                entry = reader.next(logged);
            }
        } catch (JournalException damage) {
            reopenBehind(reader.nextSequence(), damage);
        }
    }

    /** Goes on with the next whole segment; each is tried but once. */
    private void reopenBehind(long sequence, JournalException damage) {
        if (whole == null) {
            throw damage;
        }
        close();
        reader = null;
        interrupted = true;
        entry = ExecutionsReader.Entry.END;
        Long next = whole.tailSet(sequence, true).pollFirst();
        if (next != null) {
            open(next);
        }
    }

    private Outcome differ(long sequence, int index, ExecutionEvent replayed, ExecutionEvent found) {
        difference = new ExecutionsComparison.Difference(
                sequence, index, replayed, found, reader.file(), reader.frameOffset());
        return Outcome.DIFFERENT;
    }

    private static ExecutionEvent copy(ExecutionEvent event) {
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        return copy;
    }
}
