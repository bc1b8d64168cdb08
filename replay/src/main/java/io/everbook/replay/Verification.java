package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.SegmentCheck;
import io.everbook.journal.SegmentFile;
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
    private final ProgressListener progress;
    private final List<FileVerdict> verdicts = new ArrayList<>();
    private final List<SnapshotProof> snapshots;
    private final List<SegmentReport> executions;
    private final List<SegmentReport> segments;
    private final LogComparison log;
    private final List<CommandRange> replayed = new ArrayList<>();
    private final long journalBytes;
    private final long logBytes;
    private long checkpointsEqual;
    private long checkpointsCounted;
    private long replayedThrough;
    private long digest;
    private long lastProofEqual;
    private boolean diverged;
    private final List<Divergence> divergences = new ArrayList<>();

    private Verification(Storage storage, String symbol, ProgressListener progress) {
        this.storage = storage;
        this.symbol = symbol;
        this.progress = progress;
        // Snapshots first, then the log: beside a running engine the journal is then never behind them.
        snapshots = snapshots(storage, symbol);
        journalBytes = Segments.bytes(storage, Segments.names(storage, symbol));
        logBytes = Segments.bytes(storage, Segments.executions(storage, symbol));
        long total = journalBytes + logBytes;
        executions = SegmentCheck.executions(storage, symbol, bytes -> progress.progress(bytes, total));
        segments = SegmentCheck.run(storage, symbol, bytes -> progress.progress(logBytes + bytes / 2, total));
        log = log();
    }

    private LogComparison log() {
        List<Long> whole = executions.stream()
                .filter(segment -> segment.fault() == null)
                .map(SegmentReport::firstSequence)
                .toList();
        return LogComparison.passingOverDamage(storage, symbol, whole);
    }

    /**
     * Verifies one symbol.
     *
     * @param storage the data directory; only read
     * @param symbol the symbol
     * @param progress is told how far it is
     * @return what was found
     * @throws JournalException where the directory cannot be read
     */
    public static VerificationReport run(Storage storage, String symbol, ProgressListener progress) {
        VerificationReport report = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> before = files(storage, symbol);
            report = new Verification(storage, symbol, progress).run();
            // An engine that closed or removed a segment meanwhile may have made whole files look broken.
            if (report.good() || before.equals(files(storage, symbol))) {
                return report;
            }
        }
        return report;
    }

    private static List<String> files(Storage storage, String symbol) {
        List<String> files = new ArrayList<>(Segments.names(storage, symbol));
        files.addAll(Segments.executions(storage, symbol));
        return files;
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
        try (log) {
            replayAll();
        }
        segments.forEach(segment -> verdicts.add(verdict(segment)));
        requireReached();
        ExecutionsComparison compared = judgeExecutions();
        snapshots.forEach(snapshot -> verdicts.add(snapshot.verdict(divergences)));
        long commands = segments.stream().mapToLong(SegmentReport::records).sum();
        Instrument instrument = segments.stream()
                .map(SegmentReport::instrument)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new VerificationReport(
                symbol,
                instrument,
                List.copyOf(verdicts),
                commands,
                checkpointsEqual,
                replayedThrough,
                digest,
                lastProofEqual,
                divergences,
                compared);
    }

    private ExecutionsComparison judgeExecutions() {
        if (!executions.isEmpty()) {
            long reached =
                    replayed.stream().mapToLong(CommandRange::through).max().orElse(0);
            ExecutionsComparison compared = log.result(reached);
            verdicts.addAll(new ExecutionsVerdicts(executions, compared, replayed).verdicts());
            return compared;
        }
        if (!segments.isEmpty() && !(storage instanceof SegmentFile)) {
            verdicts.add(FileVerdict.ok(
                    "executions/" + symbol + ".executions", "not there; the next start makes it from the journal"));
        }
        return null;
    }

    private FileVerdict verdict(SegmentReport segment) {
        if (segment.fault() != null) {
            return FileVerdict.of(segment.fault());
        }
        Divergence divergence = Divergence.firstOf(divergences, segment.file());
        if (divergence != null) {
            return new FileVerdict(
                    segment.file(),
                    FileVerdict.Kind.DIVERGED,
                    JournalException.NONE,
                    divergence.firstDifferent(),
                    divergence.sentence());
        }
        String content = (segment.records() == 0
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
        while (market != null && !diverged) {
            long reached = replay(market);
            market = diverged ? null : behind(reached);
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
        long before = market.sequence();
        long reached = replayOn(market);
        replayed.add(new CommandRange(before + 1, reached));
        return reached;
    }

    private long replayOn(Market market) {
        try (JournalReplay replay = new JournalReplay(storage, market)) {
            SnapshotReplay run = new SnapshotReplay(replay, snapshots, log);
            checkpointsCounted = 0;
            Divergence found = run.next(this::report);
            reached(market, replay, run);
            while (found != null && !diverged) {
                Divergence narrowed = narrow(found);
                Divergence following = next(run);
                boolean cleared = run.lastEqual() >= found.firstDifferent();
                divergences.add(cleared ? narrowed.clearedLater() : narrowed);
                diverged = !cleared && !narrowed.eventsEqual();
                if (!diverged) {
                    reached(market, replay, run);
                }
                found = following;
            }
        } catch (JournalException e) {
            // The segment's own verdict names the damage.
            return market.sequence();
        }
        return market.sequence();
    }

    /** Goes on behind a proof that differs, to see whether another one is equal; damage is no news then. */
    private Divergence next(SnapshotReplay run) {
        try {
            return run.next(this::report);
        } catch (JournalException e) {
            return null;
        }
    }

    private void reached(Market market, JournalReplay replay, SnapshotReplay run) {
        replayedThrough = market.sequence();
        digest = market.digest();
        checkpointsEqual += replay.checkpointsVerified() - checkpointsCounted;
        checkpointsCounted = replay.checkpointsVerified();
        lastProofEqual = replay.replayed() > 0 ? Math.max(lastProofEqual, run.lastEqual()) : lastProofEqual;
    }

    private Divergence narrow(Divergence found) {
        try (LogComparison again = log()) {
            return new Bisection(storage, again).narrow(found, base(found.lastEqual()));
        }
    }

    /** A market from which the command of a proof that is equal can be reached by replay. */
    private Market base(long sequence) {
        Market base = segments.get(0).firstSequence() == 1
                ? new Market(segments.get(0).instrument())
                : null;
        for (SnapshotProof snapshot : snapshots) {
            if (snapshot.trusted() && snapshot.sequence() <= sequence) {
                base = new SnapshotCatalog(storage, symbol).load(snapshot.snapshot());
            }
        }
        return base;
    }

    private void report(long sequence) {
        long end = Math.max(1, segments.get(segments.size() - 1).nextSequence());
        long half = journalBytes / 2;
        progress.progress(logBytes + half + half * Math.min(sequence, end) / end, logBytes + journalBytes);
    }

    /**
     * A journal that ends before a snapshot was taken has lost commands, whole as its frames may be. The header of a
     * damaged snapshot says so as well: it has a checksum of its own.
     */
    private void requireReached() {
        SnapshotProof newest = snapshots.stream()
                .filter(proof -> proof.snapshot().readable())
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
