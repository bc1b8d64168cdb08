package io.everbook.replay;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.SegmentCheck;
import io.everbook.journal.SegmentReport;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events that an executions log still tells of commands which salvage does not keep. Only reads. */
final class SalvagedEvents {

    private final Storage from;
    private final String symbol;
    private final long keptThrough;
    private final List<CommandRange> found = new ArrayList<>();
    private final ExecutionEvent event = new ExecutionEvent();

    SalvagedEvents(Storage from, String symbol, long keptThrough) {
        this.from = from;
        this.symbol = symbol;
        this.keptThrough = keptThrough;
    }

    /** Passes the events on; {@return the commands they are of} */
    List<CommandRange> passOn(Consumer<ExecutionEvent> target) {
        for (SegmentReport segment : SegmentCheck.executions(from, symbol, bytes -> {})) {
            if (segment.firstSequence() > 0 && segment.nextSequence() > keptThrough + 1) {
                passOn(segment, target);
            }
        }
        return List.copyOf(found);
    }

    /** Reads up to the segment's first damage, if it has any. */
    private void passOn(SegmentReport segment, Consumer<ExecutionEvent> target) {
        long first = Math.max(segment.firstSequence(), keptThrough + 1);
        try (ExecutionsReader reader = ExecutionsReader.open(from, symbol, first)) {
            while (reader.next(event) == ExecutionsReader.Entry.EVENT && event.sequence() < segment.nextSequence()) {
                note(event.sequence());
                target.accept(event);
            }
        } catch (JournalException damage) {
            if (segment.fault() == null && damage.file().equals(segment.file())) {
                throw damage;
            }
        }
    }

    private void note(long sequence) {
        CommandRange last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last == null || sequence > last.next()) {
            found.add(new CommandRange(sequence, sequence));
        } else if (sequence == last.next()) {
            found.set(found.size() - 1, new CommandRange(last.from(), sequence));
        }
    }
}
