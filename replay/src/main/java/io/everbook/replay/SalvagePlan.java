package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides what of one symbol is provably good: the newest state that whole bytes lead to. That is the run of commands
 * from the journal's beginning, or from a snapshot, which reaches furthest; a snapshot behind a hole bridges it, since
 * it holds what the lost commands did.
 */
final class SalvagePlan {

    private final String symbol;
    private final SalvageScan scan;
    private final SnapshotCatalog catalog;
    private final List<SnapshotFile> whole = new ArrayList<>();
    private final List<SnapshotFile> broken = new ArrayList<>();
    private final List<SnapshotFile> kept = new ArrayList<>();
    private Instrument instrument;
    private CommandRange range;

    private SalvagePlan(Storage storage, String symbol) {
        this.symbol = symbol;
        scan = SalvageScan.of(storage, symbol);
        catalog = new SnapshotCatalog(storage, symbol);
        instrument = scan.instrument();
    }

    static SalvagePlan of(Storage storage, String symbol) {
        SalvagePlan plan = new SalvagePlan(storage, symbol);
        plan.judgeSnapshots();
        plan.decide();
        return plan;
    }

    SalvageScan scan() {
        return scan;
    }

    Instrument instrument() {
        return instrument;
    }

    /** The commands that the new journal will hold. */
    CommandRange range() {
        return range;
    }

    /** The snapshots that will be there, oldest first. */
    List<SnapshotFile> kept() {
        return kept;
    }

    /** The snapshots whose bytes are damaged. */
    List<SnapshotFile> broken() {
        return broken;
    }

    /** Whole snapshots from before a hole that a later one bridges. */
    List<SnapshotFile> bridged() {
        return whole.stream().filter(snapshot -> !kept.contains(snapshot)).toList();
    }

    /** The market that the kept commands go on from. */
    Market base() {
        return range.from() == 1 ? new Market(instrument) : catalog.load(kept.get(0));
    }

    private void judgeSnapshots() {
        for (SnapshotFile snapshot : catalog.files()) {
            try {
                Market market = catalog.load(snapshot);
                instrument = instrument == null ? market.instrument() : instrument;
                whole.add(snapshot);
            } catch (SnapshotException e) {
                if (e.code() == SnapshotException.Code.NEWER_VERSION) {
                    throw e;
                }
                broken.add(snapshot);
            }
        }
        whole.sort(Comparator.comparingLong(SnapshotFile::sequence).thenComparing(SnapshotFile::epochMillis));
    }

    private void decide() {
        CommandRange first = scan.runs().isEmpty() ? null : scan.runs().get(0);
        long end = first != null && first.from() == 1 ? first.through() : 0;
        for (SnapshotFile snapshot : whole) {
            end = Math.max(end, end(snapshot));
        }
        boolean fromTheBeginning = first != null && first.from() == 1 && first.through() == end;
        for (SnapshotFile snapshot : whole) {
            if (end(snapshot) == end) {
                kept.add(snapshot);
            }
        }
        if (!fromTheBeginning && kept.isEmpty()) {
            throw nothing(first);
        }
        CommandRange run = fromTheBeginning ? first : run(kept.get(0).sequence() + 1);
        range = run == null ? new CommandRange(end + 1, end) : new CommandRange(run.from(), end);
    }

    /** The last command that a snapshot and the commands behind it lead to. */
    private long end(SnapshotFile snapshot) {
        CommandRange run = run(snapshot.sequence() + 1);
        return run == null ? snapshot.sequence() : run.through();
    }

    /** The readable commands among which a command is, or which end right before it. */
    private CommandRange run(long sequence) {
        return scan.runs().stream()
                .filter(run -> run.contains(sequence) || run.next() == sequence)
                .findFirst()
                .orElse(null);
    }

    private JournalException nothing(CommandRange first) {
        return new JournalException(
                Code.SEQUENCE_HOLE,
                scan.files().isEmpty() ? "snapshots/" + symbol : scan.files().get(0),
                JournalException.NONE,
                1,
                "nothing leads to a state of this symbol: the journal's beginning cannot be read and no snapshot is"
                        + " whole; restore it from a backup or a standby: firstReadable="
                        + (first == null ? "none" : first.from()) + " damagedSnapshots="
                        + broken.stream().map(SnapshotFile::file).toList());
    }
}
