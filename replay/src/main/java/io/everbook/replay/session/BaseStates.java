package io.everbook.replay.session;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalReader;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The states that the files give by themselves: the empty market before command 1, and the snapshots. */
final class BaseStates {

    /** How many commands may be replayed in the time that a byte of a snapshot takes to load. */
    private static final long SNAPSHOT_BYTES_A_COMMAND = 64;

    private final Storage storage;
    private final String symbol;
    private final Instrument instrument;
    private final long firstCommand;
    private final List<SnapshotFile> snapshots = new ArrayList<>();
    private long lastSequence;
    private long newestSnapshot;
    private SnapshotException newestFault;

    private BaseStates(Storage storage, String symbol, Instrument instrument, long firstCommand) {
        this.storage = storage;
        this.symbol = symbol;
        this.instrument = instrument;
        this.firstCommand = firstCommand;
        lookForTheEnd();
        for (SnapshotFile file : new SnapshotCatalog(storage, symbol).files()) {
            newestSnapshot = Math.max(newestSnapshot, file.readable() ? file.sequence() : 0);
            if (file.readable() && file.sequence() >= firstCommand - 1 && file.sequence() <= lastSequence) {
                snapshots.add(file);
            }
        }
        snapshots.sort(Comparator.comparingLong(SnapshotFile::sequence));
    }

    /**
     * Looks at a symbol's files.
     *
     * @throws ReplayException where there is no journal, or no state to replay from
     */
    static BaseStates of(Storage storage, String symbol) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, symbol);
        if (segments.isEmpty()) {
            throw new ReplayException(
                    ReplayException.Code.NO_JOURNAL,
                    "there is no journal of this symbol here; name a data directory, an archive or a segment file:"
                            + " symbol=" + symbol + " path=" + storage.describe(""));
        }
        Instrument instrument = JournalCatalog.instrument(storage, symbol);
        BaseStates states =
                new BaseStates(storage, symbol, instrument, segments.get(0).firstSequence());
        states.requireAny();
        return states;
    }

    private void requireAny() {
        if (firstCommand > 1 && snapshots.isEmpty()) {
            throw new ReplayException(
                    ReplayException.Code.NO_STATE,
                    "these segments do not begin with command 1, and no usable snapshot lies with them, so the book"
                            + " before their first command is not known; use a data directory, or put a snapshot beside"
                            + " them; their commands can still be listed: symbol=" + symbol + " firstCommand="
                            + firstCommand + " path=" + storage.describe("")
                            + (newestFault == null ? "" : " damaged=" + newestFault.file()));
        }
    }

    Instrument instrument() {
        return instrument;
    }

    /** The first position that can be reached. */
    long first() {
        return firstCommand == 1 ? 0 : snapshots.get(0).sequence();
    }

    /** The sequence of the last whole command, when it was looked for last. */
    long last() {
        return lastSequence;
    }

    /** Where the newest snapshot stands, if that is behind the last whole command; else 0. */
    long lostThrough() {
        return newestSnapshot > lastSequence ? newestSnapshot : 0;
    }

    /** Looks how far a journal that is being written has come. */
    void lookForTheEnd() {
        lastSequence = JournalReader.lastSequence(storage, symbol);
    }

    /** The newest snapshot that stands behind a command and not behind another; null where there is none. */
    Base behind(long sequence, long target) {
        Base found = null;
        for (SnapshotFile file : snapshots) {
            if (file.sequence() > sequence && file.sequence() <= target) {
                found = base(file);
            }
        }
        return found;
    }

    private static Base base(SnapshotFile file) {
        return new Base(file, file.sequence(), file.bytes() / SNAPSHOT_BYTES_A_COMMAND);
    }

    /** The best state to replay from to a sequence that is not before the first. */
    Base baseFor(long sequence) {
        Base best = firstCommand == 1 ? new Base(null, 0, 0) : null;
        for (SnapshotFile file : snapshots) {
            boolean before = file.sequence() < sequence || file.sequence() == first();
            Base base = base(file);
            if (before && file.sequence() <= sequence && (best == null || base.cost(sequence) <= best.cost(sequence))) {
                best = base;
            }
        }
        return best;
    }

    /**
     * Makes the market of a state.
     *
     * @return the market; null where the snapshot turned out to be damaged, and is not offered again
     * @throws ReplayException where nothing is left to replay from
     */
    Market load(Base base) {
        try {
            return read(base);
        } catch (SnapshotException damaged) {
            newestFault = damaged;
            snapshots.remove(base.snapshot());
            requireAny();
            return null;
        }
    }

    /**
     * Makes the market of a state, in any thread.
     *
     * @throws SnapshotException where the snapshot is damaged
     */
    Market read(Base base) {
        return base.snapshot() == null
                ? new Market(instrument)
                : new SnapshotCatalog(storage, symbol).load(base.snapshot());
    }

    /**
     * A state that a replay can start from.
     *
     * @param snapshot the file; null for the empty market
     * @param sequence where it stands
     * @param loading how long it takes to load, in commands replayed meanwhile
     */
    record Base(SnapshotFile snapshot, long sequence, long loading) {

        /** How long it takes to a sequence, in commands replayed. */
        long cost(long target) {
            return loading + target - sequence;
        }
    }
}
