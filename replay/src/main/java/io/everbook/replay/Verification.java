package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.SegmentCheck;
import io.everbook.journal.SegmentReport;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotCatalog;
import io.everbook.snapshot.SnapshotFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Verifies everything a data directory holds of one symbol: each file for itself, then that a replay of the journal
 * arrives at every checkpoint and every snapshot. Changes nothing, and may run beside the engine that writes.
 */
public final class Verification {

    private static final int ATTEMPTS = 3;

    private final Storage storage;
    private final String symbol;
    private final RecordedEvents recorded;
    private final ProgressListener progress;
    private final List<FileVerdict> verdicts = new ArrayList<>();
    private final List<SnapshotProof> snapshots;
    private final List<SegmentReport> segments;
    private final long journalBytes;
    private long checkpointsEqual;
    private long replayedThrough;
    private long digest;
    private Divergence divergence;

    private Verification(Storage storage, String symbol, RecordedEvents recorded, ProgressListener progress) {
        this.storage = storage;
        this.symbol = symbol;
        this.recorded = recorded;
        this.progress = progress;
        // Snapshots first: beside a running engine the journal is then never behind them.
        snapshots = snapshots(storage, symbol);
        long total = Segments.bytes(storage, symbol);
        segments = SegmentCheck.run(storage, symbol, bytes -> progress.progress(bytes / 2, total));
        journalBytes = total;
    }

    /**
     * Verifies one symbol.
     *
     * @param storage the data directory; only read
     * @param symbol the symbol
     * @param recorded the events that were recorded, to find the first command that differs
     * @param progress is told how far it is
     * @return what was found
     * @throws JournalException where the directory cannot be read
     */
    public static VerificationReport run(
            Storage storage, String symbol, RecordedEvents recorded, ProgressListener progress) {
        VerificationReport report = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> before = Segments.names(storage, symbol);
            report = new Verification(storage, symbol, recorded, progress).run();
            // An engine that closed or removed a segment meanwhile may have made a whole journal look broken.
            if (report.good() || before.equals(Segments.names(storage, symbol))) {
                return report;
            }
        }
        return report;
    }

    private static List<SnapshotProof> snapshots(Storage storage, String symbol) {
        SnapshotCatalog catalog = new SnapshotCatalog(storage, symbol);
        return catalog.files().stream()
                .sorted(Comparator.comparingLong(SnapshotFile::sequence).thenComparing(SnapshotFile::epochMillis))
                .map(snapshot -> SnapshotProof.of(storage, catalog, snapshot))
                .filter(Objects::nonNull)
                .toList();
    }

    private VerificationReport run() {
        replayAll();
        segments.forEach(segment -> verdicts.add(verdict(segment)));
        requireReached();
        snapshots.forEach(snapshot -> verdicts.add(snapshot.verdict(divergence)));
        long commands = segments.stream().mapToLong(SegmentReport::commands).sum();
        return new VerificationReport(
                symbol, List.copyOf(verdicts), commands, checkpointsEqual, replayedThrough, digest, divergence);
    }

    private FileVerdict verdict(SegmentReport segment) {
        if (segment.fault() != null) {
            return FileVerdict.of(segment.fault());
        }
        if (divergence != null && divergence.proof().equals(segment.file())) {
            return new FileVerdict(
                    segment.file(),
                    FileVerdict.Kind.DIVERGED,
                    JournalException.NONE,
                    divergence.firstDifferent(),
                    divergence.sentence());
        }
        String content = (segment.commands() == 0
                        ? "no commands yet"
                        : "commands " + segment.firstSequence() + " to " + (segment.nextSequence() - 1))
                + ", " + segment.checkpoints() + " checkpoints";
        if (segment.tornBytes() > 0) {
            return new FileVerdict(
                    segment.file(),
                    FileVerdict.Kind.TORN_TAIL,
                    segment.endOffset(),
                    segment.nextSequence(),
                    content + "; then " + segment.tornBytes()
                            + " bytes of an unfinished write, which the next start sets aside");
        }
        return FileVerdict.ok(segment.file(), content);
    }

    /** Replays from the beginning, and after each damage from the next snapshot that leads on. */
    private void replayAll() {
        Market market = beginning();
        while (market != null && divergence == null) {
            long reached = replay(market);
            market = divergence == null ? behind(reached) : null;
        }
    }

    private Market beginning() {
        if (!segments.isEmpty() && segments.get(0).firstSequence() == 1) {
            Instrument instrument = segments.get(0).instrument();
            if (instrument != null) {
                return new Market(instrument);
            }
        }
        return behind(-1);
    }

    /** The market of the oldest whole snapshot behind a command; null where there is none. */
    private Market behind(long sequence) {
        for (SnapshotProof snapshot : snapshots) {
            if (snapshot.whole() && snapshot.sequence() > sequence) {
                snapshot.begins();
                return new SnapshotCatalog(storage, symbol).load(snapshot.snapshot());
            }
        }
        return null;
    }

    private long replay(Market market) {
        try (JournalReplay replay = new JournalReplay(storage, market)) {
            SnapshotReplay run = new SnapshotReplay(replay, snapshots);
            try {
                run.toTheEnd(this::report);
            } catch (JournalException e) {
                if (e.code() == Code.CHECKPOINT_MISMATCH) {
                    divergence = run.divergence(e);
                }
            }
            if (divergence == null) {
                divergence = run.divergence();
            }
            checkpointsEqual += replay.checkpointsVerified();
        } catch (JournalException e) {
            // The segment's own verdict names the damage.
            return market.sequence();
        }
        if (divergence != null) {
            divergence = new Bisection(storage, recorded).narrow(divergence, base(divergence.lastEqual()));
        }
        replayedThrough = market.sequence();
        digest = market.digest();
        return market.sequence();
    }

    /** A market from which the command of a proof that is equal can be reached by replay. */
    private Market base(long sequence) {
        Market base = segments.get(0).firstSequence() == 1
                ? new Market(segments.get(0).instrument())
                : null;
        for (SnapshotProof snapshot : snapshots) {
            if (snapshot.whole() && snapshot.sequence() <= sequence) {
                base = new SnapshotCatalog(storage, symbol).load(snapshot.snapshot());
            }
        }
        return base;
    }

    private void report(long sequence) {
        long end = Math.max(1, segments.get(segments.size() - 1).nextSequence());
        progress.progress(journalBytes / 2 + journalBytes / 2 * Math.min(sequence, end) / end, journalBytes);
    }

    /** A journal that ends before a snapshot was taken has lost commands, whole as its frames may be. */
    private void requireReached() {
        SnapshotProof newest = snapshots.stream()
                .filter(SnapshotProof::whole)
                .reduce((older, newer) -> newer)
                .orElse(null);
        boolean undamaged = segments.stream().allMatch(segment -> segment.fault() == null);
        SegmentReport last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        long next = last == null ? 1 : last.nextSequence();
        if (newest == null || !undamaged || newest.sequence() < next) {
            return;
        }
        if (last != null) {
            verdicts.remove(verdicts.size() - 1);
        }
        verdicts.add(FileVerdict.of(new JournalException(
                Code.SEQUENCE_HOLE,
                last == null ? "journals/" + symbol + ".journal" : last.file(),
                last == null ? JournalException.NONE : last.endOffset(),
                next,
                (last == null
                                ? "the journal is missing although there are snapshots"
                                : "the journal ends before its snapshot")
                        + ", so acknowledged commands are lost; restore the journal from a backup or a standby:"
                        + " snapshot="
                        + newest.snapshot().file() + " snapshotSequence="
                        + newest.sequence())));
    }
}
