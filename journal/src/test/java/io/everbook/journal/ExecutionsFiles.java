package io.everbook.journal;

import static io.everbook.journal.JournalFiles.INSTRUMENT;
import static io.everbook.journal.JournalFiles.SYMBOL;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tests do to the executions log of one symbol. */
final class ExecutionsFiles {

    static final String ACTIVE = "executions/BTC-USD.executions";

    private ExecutionsFiles() {}

    static ExecutionsWriter writer(Storage storage, JournalOptions options) {
        return ExecutionsWriter.open(storage, INSTRUMENT, JournalTail.empty(1), options, ExecutionsListener.NONE);
    }

    /** Appends commands of so many events each, a batch for each command, and forces none of them. */
    static void append(ExecutionsWriter writer, int commands, int eventsEach) {
        for (int i = 0; i < commands; i++) {
            long sequence = writer.nextSequence();
            for (int index = 0; index < eventsEach; index++) {
                writer.append(Events.event(sequence, index, index == eventsEach - 1));
            }
            writer.commit();
        }
    }

    /** Every event, and every hole as text, from a sequence on. */
    static List<Object> read(Storage storage, long fromSequence) {
        try (ExecutionsReader reader = ExecutionsReader.open(storage, SYMBOL, fromSequence)) {
            return readOn(reader);
        }
    }

    static List<Object> readOn(ExecutionsReader reader) {
        List<Object> found = new ArrayList<>();
        ExecutionEvent event = new ExecutionEvent();
        ExecutionsReader.Entry entry = reader.next(event);
        while (entry != ExecutionsReader.Entry.END) {
            found.add(
                    entry == ExecutionsReader.Entry.EVENT
                            ? Events.values(event)
                            : reader.missingFrom() + ".." + reader.missingThrough());
            entry = reader.next(event);
        }
        return found;
    }

    /** The events of commands of so many events each. */
    static List<Map<String, Object>> events(long first, long last, int eventsEach) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            for (int index = 0; index < eventsEach; index++) {
                events.add(Events.values(Events.event(sequence, index, index == eventsEach - 1)));
            }
        }
        return events;
    }
}
