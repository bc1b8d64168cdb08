package io.everbook.app.replay;

import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.stream.EventStream;
import java.nio.file.Path;

/** Where events are made anew: the checks that commands which replay a journal share. */
final class EventsSource {

    private EventsSource() {}

    /** {@return how the journal defines its instrument} */
    static Instrument instrument(Storage storage, String symbol, Path path) {
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        if (instrument == null) {
            throw new UserFault("there are snapshots here but no journal: symbol=" + symbol + " path=" + path);
        }
        return instrument;
    }

    /**
     * Refuses a journal that cannot be replayed, and says from where on it can be.
     *
     * @param stream the journal
     * @param from the first command whose events are wanted; 1 for as far back as there are any
     * @param path what was named
     */
    static void requireReplay(EventStream stream, long from, Path path) {
        if (!stream.canReplay()) {
            throw new UserFault("events are made anew by replaying, and no snapshot here holds the state before the"
                    + " first command of this journal; name the data directory that has the commands before it: path="
                    + path + " firstSequence=" + stream.journalFrom());
        }
        long first = stream.firstSequence();
        if (from > 1 && from < first) {
            throw new UserFault("the events of this command cannot be made anew, the journal and the snapshots do not"
                    + " reach back to it: --from=" + from + " firstReplayable=" + first);
        }
        if (from == 1 && stream.journalFrom() > 1) {
            Terminal.ERR.println(
                    "everbook: the journal does not reach back to command 1, the replay begins at command " + first);
        }
    }
}
