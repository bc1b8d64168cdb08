package io.everbook.replay.simulation;

import io.everbook.journal.ExecutionsFinding;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalListener;
import io.everbook.journal.JournalTail;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.SimulatedDisk;
import io.everbook.replay.RecoveryListener;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Hears everything that Everbook tells during one life, and judges whether it had a reason. What it finds is thrown
 * later, by {@link #check()}, since the caller would catch it.
 */
final class Witness implements JournalListener, SnapshotListener, RecoveryListener, ExecutionsListener {

    private static final long START_MILLIS = 1_700_000_000_000L;

    private final SimulatedDisk disk;
    private final SimulationCounts counts;
    private final List<ModelMarket> models;
    private final SplittableRandom random;
    private final Set<String> stoppedSymbols = new HashSet<>();
    private final Set<String> failedJournals = new HashSet<>();
    private final Set<String> failedExecutions = new HashSet<>();
    private final Set<String> setAside = new HashSet<>();
    private final List<SequenceRange> missing = new ArrayList<>();
    private final Map<String, LongConsumer> forced = new HashMap<>();
    private JournalTail tornTail;
    private Violation violation;
    private boolean diverged;
    private int mismatches;

    Witness(SimulatedDisk disk, SimulationCounts counts, List<ModelMarket> models, SplittableRandom random) {
        this.disk = disk;
        this.counts = counts;
        this.models = models;
        this.random = random;
    }

    SimulationCounts counts() {
        return counts;
    }

    /** The clock of the machine, which goes back now and then. */
    long epochMillis() {
        return START_MILLIS + disk.nanos() / 1_000_000 - (random.nextInt(8) == 0 ? random.nextInt(5_000) : 0);
    }

    /** Throws what was found. */
    void check() {
        if (violation != null && !disk.dead()) {
            throw violation;
        }
    }

    /** Whether something may fail. */
    boolean excused() {
        return disk.dead() || disk.plannedFaultsInjected() > 0 || Damage.exists(disk);
    }

    /** Whether a journal may fail; what happens to an executions log is no reason. */
    boolean journalExcused() {
        return disk.dead() || disk.plannedFaultsInjectedBeside("executions") > 0 || Damage.exists(disk);
    }

    boolean toldOfExecutions(String symbol) {
        return failedExecutions.contains(symbol);
    }

    /** Lets somebody check, when a snapshot is taken, that the executions log was forced; told its sequence. */
    void expectForced(String symbol, LongConsumer check) {
        forced.put(symbol, check);
    }

    /** The files of executions logs of which this recovery has set bytes aside. */
    Set<String> setAside() {
        return setAside;
    }

    /** What this recovery says that the executions log lacks. */
    List<SequenceRange> missing() {
        return missing;
    }

    boolean toldOfJournal(String symbol) {
        return stoppedSymbols.contains(symbol);
    }

    /** The torn tail that the recovery told of; null for none. */
    JournalTail tornTail() {
        return tornTail;
    }

    /** Forgets what the recovery of another symbol told. */
    void nextRecovery() {
        tornTail = null;
        setAside.clear();
        missing.clear();
    }

    /** Expects from now on that live and replayed state differ. */
    void expectMismatch() {
        diverged = true;
    }

    int mismatches() {
        return mismatches;
    }

    @Override
    public void failed(String symbol, JournalException exception) {
        stoppedSymbols.add(symbol);
        if (!failedJournals.add(symbol)) {
            found(symbol + " told twice of the failure of its journal");
        }
        counts.stops++;
        if (!journalExcused()) {
            found(symbol + " stopped although nothing failed: " + exception.getMessage());
        }
    }

    @Override
    public void taken(String symbol, SnapshotFile snapshot, long nanos) {
        counts.snapshots++;
        if (disk.dead()) {
            return;
        }
        if (diverged) {
            found(symbol + " kept a snapshot of a state that its journal does not lead to");
        }
        if (disk.spoilt(snapshot.file())) {
            found(symbol + " kept a snapshot that is damaged: file=" + snapshot.file());
        }
        for (ModelMarket model : models) {
            if (model.symbol().equals(symbol)) {
                model.forced(snapshot.sequence());
            }
        }
        try {
            forced.get(symbol).accept(snapshot.sequence());
        } catch (Violation e) {
            violation = e;
        }
    }

    @Override
    public void failed(String symbol, RuntimeException fault) {
        if (fault instanceof JournalException journal
                && (journal.code() == JournalException.Code.FORCE_FAILED
                        || journal.code() == JournalException.Code.WRITE_FAILED)) {
            stoppedSymbols.add(symbol);
        }
        if (!excused() && !diverged) {
            violation = new Violation(symbol + " took no snapshot although nothing failed", fault);
        }
    }

    @Override
    public void mismatch(String symbol, long sequence, long liveDigest, long rebuiltDigest) {
        mismatches++;
        counts.mismatches++;
        if (!diverged && !excused()) {
            found(symbol + " rebuilt another state from its journal than it has: sequence=" + sequence);
        }
    }

    @Override
    public void snapshotRejected(String symbol, SnapshotFile snapshot, SnapshotException fault) {
        counts.rejectedSnapshots++;
        boolean damaged = !disk.flipped(snapshot.file()).isEmpty() || disk.spoilt(snapshot.file());
        if (!damaged && !disk.dead() && disk.plannedFaultsInjected() == 0) {
            violation = new Violation(symbol + " rejects a snapshot that nothing happened to", fault);
        }
    }

    @Override
    public void tornTail(String symbol, JournalTail tail) {
        counts.tornTails++;
        tornTail = tail;
    }

    @Override
    public void executionsSetAside(String symbol, ExecutionsFinding finding) {
        counts.executionsSetAside++;
        setAside.add(finding.file());
    }

    @Override
    public void executionsMissing(String symbol, SequenceRange range) {
        counts.executionsMissing++;
        missing.add(range);
    }

    @Override
    public void executionsWritten(int events, long bytes) {
        counts.events += events;
    }

    @Override
    public void executionsFailed(String symbol, JournalException exception) {
        counts.executionsFailures++;
        if (!failedExecutions.add(symbol)) {
            found(symbol + " told twice of the failure of its executions log");
        }
        if (!disk.dead() && disk.plannedFaultsInjected() == 0) {
            violation = new Violation(symbol + " lost its executions log although nothing failed", exception);
        }
    }

    private void found(String what) {
        if (violation == null) {
            violation = new Violation(what);
        }
    }
}
