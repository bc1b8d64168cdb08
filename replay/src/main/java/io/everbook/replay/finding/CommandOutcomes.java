package io.everbook.replay.finding;

import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ReplayStart;
import java.util.ArrayList;
import java.util.List;

/**
 * One command with what came of it twice: by replaying it, and as the living engine logged it.
 *
 * @param command the command
 * @param replayed the events of the replay
 * @param logged the events in the executions log; empty where it does not have the command
 */
public record CommandOutcomes(Command command, List<ExecutionEvent> replayed, List<ExecutionEvent> logged) {

    /** Copies the lists. */
    public CommandOutcomes {
        replayed = List.copyOf(replayed);
        logged = List.copyOf(logged);
    }

    /**
     * Replays one command.
     *
     * @param storage the data directory; only read
     * @param symbol the symbol
     * @param sequence the command
     * @param trusted whether the replay may start at a snapshot; where not, it starts at the journal's beginning, if
     *     the journal reaches back to it
     * @return its outcomes; null where the journal does not have it, or nothing leads there
     * @throws JournalException where the journal is damaged before it
     */
    public static CommandOutcomes of(Storage storage, String symbol, long sequence, boolean trusted) {
        Market market = start(storage, symbol, sequence, trusted);
        if (market == null || market.sequence() >= sequence) {
            return null;
        }
        try (JournalReplay replay = JournalReplay.unchecked(storage, market)) {
            while (market.sequence() < sequence) {
                if (!replay.step()) {
                    return null;
                }
            }
            return new CommandOutcomes(
                    new Command().copyFrom(replay.command()), copy(replay.events()), logged(storage, symbol, sequence));
        }
    }

    private static Market start(Storage storage, String symbol, long sequence, boolean trusted) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        if (segments.isEmpty()) {
            return null;
        }
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        return !trusted && segments.get(0).firstSequence() == 1
                ? new Market(instrument)
                : ReplayStart.before(storage, instrument, new SequenceRange(sequence, Long.MAX_VALUE));
    }

    /**
     * Copies the events of a command.
     *
     * @param events the events
     * @return copies of them
     */
    public static List<ExecutionEvent> copy(EventBatch events) {
        List<ExecutionEvent> copies = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            copies.add(copy(events.event(i)));
        }
        return copies;
    }

    private static List<ExecutionEvent> logged(Storage storage, String symbol, long sequence) {
        List<ExecutionEvent> logged = new ArrayList<>();
        ExecutionEvent event = new ExecutionEvent();
        try (ExecutionsReader reader = ExecutionsReader.open(storage, symbol, sequence)) {
            ExecutionsReader.Entry entry = reader.next(event);
            while (entry == ExecutionsReader.Entry.EVENT && event.sequence() == sequence) {
                logged.add(copy(event));
                entry = reader.next(event);
            }
        } catch (JournalException damaged) {
            // What could be read is what there is; the verdict on the file tells the damage.
            return logged;
        }
        return logged;
    }

    private static ExecutionEvent copy(ExecutionEvent event) {
        ExecutionEvent copy = new ExecutionEvent();
        copy.copyFrom(event);
        return copy;
    }
}
