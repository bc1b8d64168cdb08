package io.everbook.app.engine;

import io.everbook.app.configuration.Configuration;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.ExecutionsListener;
import io.everbook.journal.ExecutionsWriter;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.JournalListener;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalSync;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.ExecutionsSettings;
import io.everbook.replay.RecoveredMarket;
import io.everbook.replay.Recovery;
import io.everbook.replay.RecoveryListener;
import io.everbook.snapshot.Follower;
import io.everbook.snapshot.FollowerOptions;
import io.everbook.snapshot.SnapshotFile;
import io.everbook.snapshot.SnapshotListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory and the threads that work on it beside the lanes: the one that forces logs at an interval, and the
 * follower that takes snapshots. Remembers what has failed, for the engine's health.
 */
final class FilePersistence
        implements Persistence, JournalListener, ExecutionsListener, SnapshotListener, RecoveryListener {

    private static final Logger LOG = LoggerFactory.getLogger(FilePersistence.class);

    /** How often executions logs are looked at where journals need no interval. */
    private static final int EXECUTIONS_INTERVAL_MILLIS = 100;

    private final Configuration.Persistence configuration;
    private final EngineProbe probe;
    private final Storage storage;
    private final Follower follower;
    private final JournalSync sync;
    /** Else each batch is forced before it is applied. */
    private final boolean forcesAtInterval;

    private final List<FileStages> lanes = new CopyOnWriteArrayList<>();
    private final List<JournalWriter> writers = new CopyOnWriteArrayList<>();
    private final Map<String, RecoveredMarket> recovered = new ConcurrentHashMap<>();
    private final Map<String, Long> equalSequences = new ConcurrentHashMap<>();
    private final Map<String, String> journalFaults = new ConcurrentHashMap<>();
    private final List<ExecutionsWriter> executions = new CopyOnWriteArrayList<>();
    private final Map<String, String> executionsFaults = new ConcurrentHashMap<>();
    private final Map<String, String> snapshotFaults = new ConcurrentHashMap<>();

    /** Takes over the storage, which {@link #close()} closes. */
    FilePersistence(Configuration.Persistence configuration, EngineProbe probe, EpochClock clock, Storage storage) {
        this.configuration = configuration;
        this.probe = probe;
        this.storage = storage;
        FollowerOptions options = new FollowerOptions(
                        configuration.keepSnapshots(),
                        configuration.compactionThreshold(),
                        io.everbook.journal.JournalRetention.valueOf(
                                configuration.journalRetention().name()),
                        FollowerOptions.DEFAULT.followIntervalMillis(),
                        FollowerOptions.DEFAULT.readTimeoutMillis())
                .withSnapshotEveryCommands(configuration.snapshotEveryCommands())
                .withBusyPercent(
                        Threading.followerBusyPercent(Runtime.getRuntime().availableProcessors()));
        follower = Follower.start(storage, options, () -> TimeUnit.NANOSECONDS.toMillis(clock.nanos()), this);
        int intervalMillis = configuration.journalSyncIntervalMs();
        forcesAtInterval = intervalMillis > 0;
        sync = new JournalSync(forcesAtInterval ? intervalMillis : EXECUTIONS_INTERVAL_MILLIS, this);
    }

    @Override
    public PersistenceStages newLane(int ringSize) {
        FileStages stages = new FileStages(this, follower, ringSize, configuration.journalSyncIntervalMs() == 0);
        lanes.add(stages);
        return stages;
    }

    /** Recovers a symbol and opens its journal and its executions log where they end. */
    Opened open(Instrument instrument) {
        RecoveredMarket market = recovered.remove(instrument.symbol());
        if (market == null) {
            market = Recovery.recover(storage, instrument, instrument.symbol(), this, executionsSettings());
        }
        JournalWriter writer;
        try {
            writer = JournalWriter.open(storage, instrument, market.tail(), journalOptions());
        } catch (RuntimeException | Error failure) {
            market.executions().close();
            throw failure;
        }
        writers.add(writer);
        executions.add(market.executions());
        if (forcesAtInterval) {
            sync.register(writer);
        } else {
            sync.prepare(writer);
        }
        sync.register(market.executions());
        return new Opened(market, writer);
    }

    private ExecutionsSettings executionsSettings() {
        return new ExecutionsSettings(journalOptions(), this);
    }

    private JournalOptions journalOptions() {
        return new JournalOptions(
                configuration.segmentBytes(), JournalOptions.DEFAULT.growBytes(), JournalOptions.DEFAULT.frameBytes());
    }

    /** A market that was recovered, and its journal. */
    record Opened(RecoveredMarket recovered, JournalWriter writer) {}

    @Override
    public List<String> knownSymbols() {
        TreeSet<String> symbols = new TreeSet<>(JournalCatalog.symbols(storage));
        try {
            for (String symbol : storage.list("snapshots")) {
                if (!storage.list("snapshots/" + symbol).isEmpty()) {
                    symbols.add(symbol);
                }
            }
        } catch (IOException failure) {
            throw new EngineException(
                    "the snapshots cannot be listed: check the owner and mode of their directories: directory="
                            + storage.describe("snapshots") + " cause=" + failure);
        }
        return List.copyOf(symbols);
    }

    @Override
    public Instrument recover(String symbol, Instrument given) {
        // Where there are only snapshots, recovery refuses and names what is missing: they are no beginning.
        RecoveredMarket market = Recovery.recover(storage, given, symbol, this, executionsSettings());
        recovered.put(symbol, market);
        return market.market().instrument();
    }

    @Override
    public void snapshotAll() {
        lanes.forEach(FileStages::requestSnapshots);
    }

    @Override
    public void close() {
        try {
            snapshotAll();
            follower.close();
            sync.close();
            writers.forEach(this::close);
            executions.forEach(ExecutionsWriter::close);
            recovered.values().forEach(unserved -> unserved.executions().close());
        } finally {
            unlock();
        }
    }

    private void close(JournalWriter writer) {
        try {
            writer.close();
        } catch (JournalException failure) {
            failed(writer.symbol(), failure);
        }
    }

    @Override
    public void halt(boolean unlock) {
        follower.halt();
        sync.close();
        // A thread that still works on events must write nothing into a directory that another engine may open.
        executions.forEach(ExecutionsWriter::abandon);
        recovered.values().forEach(unserved -> unserved.executions().abandon());
        if (unlock) {
            unlock();
        }
    }

    private void unlock() {
        try {
            storage.close();
        } catch (IOException failure) {
            LOG.warn("The data directory was not unlocked in order: {}", failure.toString());
        }
    }

    /** {@return why a symbol's journal accepts nothing more, or null} */
    String journalFault(String symbol) {
        return journalFaults.get(symbol);
    }

    /** {@return why a symbol's executions log takes nothing more, or null} */
    String executionsFault(String symbol) {
        return executionsFaults.get(symbol);
    }

    @Override
    public String fault() {
        return snapshotFaults.values().stream().findFirst().orElse(null);
    }

    @Override
    public void forced(long nanos) {
        probe.journalForced(nanos);
    }

    @Override
    public void written(int commands, int bytes) {
        probe.journalWritten(commands, bytes);
    }

    @Override
    public void failed(String symbol, JournalException exception) {
        if (journalFaults.putIfAbsent(symbol, exception.getMessage()) == null) {
            LOG.error(
                    "The journal of {} has failed, {} accepts nothing more: {}",
                    symbol,
                    symbol,
                    exception.getMessage());
            probe.journalFailed(symbol);
        }
    }

    @Override
    public void executionsWritten(int events, long bytes) {
        probe.executionsWritten(events, bytes);
    }

    @Override
    public void executionsFailed(String symbol, JournalException exception) {
        executionsFaults.put(symbol, "the executions log has failed, trading goes on: " + exception.getMessage());
        LOG.error(
                "The executions log of {} has failed, {} trades on without it: {}",
                symbol,
                symbol,
                exception.getMessage());
        probe.executionsFailed(symbol);
    }

    @Override
    public void taken(String symbol, SnapshotFile snapshot, long nanos) {
        snapshotFaults.remove(symbol);
        LOG.info("Snapshot of {} taken: sequence={} file={}", symbol, snapshot.sequence(), snapshot.file());
        probe.snapshotTaken(symbol, snapshot.sequence(), snapshot.bytes(), nanos);
    }

    @Override
    public void failed(String symbol, RuntimeException fault) {
        boolean journalFailed = fault instanceof JournalException journal
                && (journal.code() == Code.FORCE_FAILED || journal.code() == Code.WRITE_FAILED);
        if (journalFailed) {
            failed(symbol, (JournalException) fault);
        }
        snapshotFaults.put(symbol, "snapshot failed: " + fault.getMessage());
        LOG.error("No snapshot of {} was taken; older ones are untouched: {}", symbol, fault.getMessage());
        probe.snapshotFailed(symbol);
    }

    @Override
    public void mismatch(String symbol, long sequence, long liveDigest, long rebuiltDigest) {
        String what = String.format(
                "the journal of %s does not rebuild the live market: they part after command %d and not later than"
                        + " command %d, look there: live=%016x rebuilt=%016x",
                symbol, equalSequences.getOrDefault(symbol, 0L), sequence, liveDigest, rebuiltDigest);
        snapshotFaults.put(symbol, what);
        LOG.error("ALARM: {}; no snapshot was written, nothing was deleted", what);
        probe.compared(symbol, sequence, false);
        probe.snapshotFailed(symbol);
    }

    @Override
    public void compared(String symbol, long sequence) {
        equalSequences.put(symbol, sequence);
        probe.compared(symbol, sequence, true);
    }

    @Override
    public void recovered(String symbol, RecoveredMarket market) {
        LOG.info(market.summary());
        long sequence = market.market().sequence();
        // The follower starts where the snapshot was taken, which was compared when it was.
        equalSequences.put(symbol, sequence - market.replayed());
        probe.recovered(
                symbol, new EngineProbe.Recovered(sequence, market.replayed(), market.loadNanos(), market.nanos()));
    }
}
