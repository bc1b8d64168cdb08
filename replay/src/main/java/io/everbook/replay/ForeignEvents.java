package io.everbook.replay;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Finds events at the end of an executions log that are of other commands than the journal now has under their
 * sequences. They are what a power cut left of commands that the journal lost, where the start after it could not set
 * them aside and trading went on without the log: so they are the last of the log, and its last event tells.
 */
final class ForeignEvents {

    private final Storage storage;
    private final String symbol;
    private final ExecutionEvent event = new ExecutionEvent();
    private final Command command = new Command();

    ForeignEvents(Storage storage, String symbol) {
        this.storage = storage;
        this.symbol = symbol;
    }

    /**
     * Looks for them.
     *
     * @param last the last command of the log, which has been repaired
     * @return the first command with such events; 0 for none
     */
    long first(long last) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        // Nothing is compacted while a log cannot be written, so the journal has the commands in question.
        boolean known = !segments.isEmpty() && segments.get(0).firstSequence() <= last;
        return known && search(last, last, 0) > 0 ? first(segments, last) : 0;
    }

    /** Goes back until a segment of the journal begins with a command whose events are its own. */
    private long first(List<JournalSegment> segments, long last) {
        long first = last;
        for (int i = segments.size() - 1; i >= 0; i--) {
            long from = segments.get(i).firstSequence();
            if (from < first) {
                // Where the journal is damaged nothing proves the events, and none that may be wrong is kept.
                long found = search(from, first, from);
                if (found > from) {
                    return found;
                }
                first = found;
            }
        }
        return first;
    }

    private long search(long from, long through, long whereDamaged) {
        try (ExecutionsReader log = ExecutionsReader.open(storage, symbol, from);
                JournalReader journal = JournalReader.open(storage, symbol, from)) {
            command.clear();
            event.sequence(0);
            ExecutionsReader.Entry entry = log.next(event);
            while (entry != ExecutionsReader.Entry.END && event.sequence() <= through) {
                if (entry == ExecutionsReader.Entry.EVENT && isForeign(journal)) {
                    return event.sequence();
                }
                entry = log.next(event);
            }
            return 0;
        } catch (JournalException e) {
            if (e.getCause() instanceof IOException) {
                throw e;
            }
            return whereDamaged;
        }
    }

    private boolean isForeign(JournalReader journal) {
        while (command.sequence() < event.sequence()) {
            if (journal.next(command) == JournalReader.Entry.END) {
                return false;
            }
        }
        return command.timestampNanos() != event.timestampNanos() || command.type() != event.commandType();
    }
}
