package io.everbook.app.trading;

import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.app.trading.TradingException.Code;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.ExecutionsReader;
import io.everbook.journal.ExecutionsReader.Entry;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalReader;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, read back from the executions logs on disk, and what was asked, from the journals: never from a ring.
 * Each call opens and closes its own reader and reads a bounded number of events, so any thread may call.
 */
final class ExecutionsHistory {

    /** How many events a page looks at, whoever's they are. */
    static final int MOST_SCANNED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionsHistory.class);

    private final Storage storage;

    /**
     * Reads a data directory.
     *
     * @param storage the directory, for reading; null where nothing is kept
     */
    ExecutionsHistory(Storage storage) {
        this.storage = storage;
    }

    /** {@return the events of a command; null where the log does not have all of them yet} */
    Outcome outcome(String symbol, int marketIndex, long sequence) {
        try (ExecutionsReader reader = open(symbol, sequence)) {
            List<ExecutionEvent> events = new ArrayList<>();
            boolean truncated = false;
            ExecutionEvent event = new ExecutionEvent();
            Entry entry = reader.next(event);
            while (entry == Entry.EVENT && event.sequence() == sequence) {
                if (events.size() < Outcome.MOST_EVENTS) {
                    events.add(event.marketIndex(marketIndex));
                } else {
                    truncated = true;
                }
                if (event.lastOfCommand()) {
                    return new Outcome(events, truncated, true);
                }
                event = new ExecutionEvent();
                entry = reader.next(event);
            }
            if (entry != Entry.END) {
                throw new TradingException(
                        Code.REQUEST_FORGOTTEN,
                        "the request was carried out, and its events have been compacted away: sequence=" + sequence);
            }
            return null;
        } catch (JournalException damaged) {
            throw unreadable(damaged);
        }
    }

    /**
     * {@return whether a command is the one in the journal; also where the journal does not go back so far any more}
     */
    boolean isSame(String symbol, long sequence, Command command) {
        Command journaled = new Command();
        try (JournalReader reader = JournalReader.open(storage, symbol, sequence)) {
            JournalReader.Entry entry = reader.next(journaled);
            while (entry == JournalReader.Entry.CHECKPOINT) {
                entry = reader.next(journaled);
            }
            return entry != JournalReader.Entry.COMMAND || SameRequest.test(journaled, command);
        } catch (JournalException compacted) {
            LOG.debug("A repeated request cannot be compared: {}", compacted.getMessage());
            return true;
        }
    }

    /** Gives the requests of the last commands to a memory that does not know what was before its start. */
    void recall(String symbol, int marketIndex, long fromSequence, RequestMemory memory) {
        try (ExecutionsReader reader = open(symbol, Math.max(1, fromSequence))) {
            ExecutionEvent event = new ExecutionEvent();
            for (Entry entry = reader.next(event); entry != Entry.END; entry = reader.next(event)) {
                if (entry == Entry.EVENT && event.indexInCommand() == 0 && event.requestId() != 0) {
                    memory.remember(marketIndex, event);
                }
            }
        } catch (JournalException damaged) {
            throw unreadable(damaged);
        }
    }

    /**
     * Reads on behind a place.
     *
     * @param symbol the symbol
     * @param marketIndex its market
     * @param after where to begin
     * @param participantId whose events; 0 for everybody's
     * @param limit how many of them at most, 1 or more
     */
    ExecutionsPage page(String symbol, int marketIndex, Place after, int participantId, int limit) {
        List<ExecutionEvent> found = new ArrayList<>();
        Place last = after;
        long missingFrom = 0;
        long missingThrough = 0;
        try (ExecutionsReader reader = open(symbol, after.nextSequence())) {
            ExecutionEvent event = new ExecutionEvent();
            for (int scanned = 0; scanned < MOST_SCANNED && found.size() < limit; scanned++) {
                Entry entry = reader.next(event);
                if (entry == Entry.END) {
                    return new ExecutionsPage(found, last, false, missingFrom, missingThrough);
                }
                if (entry == Entry.HOLE) {
                    missingFrom = missingFrom == 0 ? reader.missingFrom() : missingFrom;
                    missingThrough = reader.missingThrough();
                    last = new Place(missingThrough, Place.WHOLE);
                } else if (after.isBefore(event)) {
                    last = new Place(event.sequence(), event.lastOfCommand() ? Place.WHOLE : event.indexInCommand());
                    if (isOf(event, participantId)) {
                        found.add(event.marketIndex(marketIndex));
                        event = new ExecutionEvent();
                    }
                }
            }
            return new ExecutionsPage(found, last, true, missingFrom, missingThrough);
        } catch (JournalException damaged) {
            throw unreadable(damaged);
        }
    }

    /** {@return whether an event concerns a participant; 0 is everybody} */
    static boolean isOf(ExecutionEvent event, int participantId) {
        return participantId == 0
                || event.participantId() == participantId
                || event.restingParticipantId() == participantId;
    }

    private ExecutionsReader open(String symbol, long fromSequence) {
        if (storage == null) {
            throw new TradingException(
                    Code.NO_HISTORY, "nothing is kept on disk: set persistence.enabled to read the past");
        }
        return ExecutionsReader.open(storage, symbol, fromSequence);
    }

    private static TradingException unreadable(JournalException damaged) {
        LOG.error("The executions log cannot be read for a client: {}", damaged.getMessage());
        return new TradingException(Code.NO_HISTORY, "the executions log cannot be read: see the engine's log");
    }
}
