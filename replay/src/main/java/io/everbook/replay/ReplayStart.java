package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds where a replay of past commands can start: at the journal's beginning, or at a snapshot. */
public final class ReplayStart {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayStart.class);

    private ReplayStart() {}

    /**
     * Makes a market that stands as shortly before some commands as possible; where there is none, shortly after the
     * first of them.
     *
     * @param storage the data directory; stays the caller's
     * @param instrument what is traded, as its journal defines it
     * @param commands from the first to the last that is wanted, from 1
     * @return the market; null where the journal has gone and no snapshot of use can be read
     */
    public static Market before(Storage storage, Instrument instrument, SequenceRange commands) {
        List<JournalSegment> segments = JournalCatalog.segments(storage, instrument.symbol());
        if (segments.isEmpty()) {
            return null;
        }
        long journalFrom = segments.get(0).firstSequence();
        SnapshotCatalog snapshots = new SnapshotCatalog(storage, instrument.symbol());
        List<SnapshotFile> usable = snapshots.newestFirst().stream()
                .filter(SnapshotFile::readable)
                .filter(snapshot -> snapshot.sequence() + 1 >= journalFrom)
                .toList();
        Market market = first(
                snapshots,
                usable.stream()
                        .filter(snapshot -> snapshot.sequence() < commands.first())
                        .toList());
        if (market == null && journalFrom == 1) {
            return new Market(instrument);
        }
        if (market == null) {
            market = first(
                    snapshots,
                    usable.stream()
                            .filter(snapshot ->
                                    snapshot.sequence() >= commands.first() && snapshot.sequence() < commands.last())
                            .sorted(Comparator.comparingLong(SnapshotFile::sequence))
                            .toList());
        }
        return market;
    }

    private static Market first(SnapshotCatalog snapshots, List<SnapshotFile> files) {
        for (SnapshotFile file : files) {
            try {
                return snapshots.load(file);
            } catch (SnapshotException e) {
                LOG.warn("Snapshot {} cannot be replayed from, trying another: {}", file.file(), e.getMessage());
            }
        }
        return null;
    }
}
