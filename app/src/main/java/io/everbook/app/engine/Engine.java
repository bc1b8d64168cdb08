package io.everbook.app.engine;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalException;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running engine: its lanes, its markets, and the data directory behind them. Gateways on any number of threads
 * submit commands; listeners receive events. Ends by {@link #close()}, or by {@link #halt()} where a crash is to be
 * shown.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Persistence persistence;
    private final EngineProbe probe;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<PersistenceStages> stages = new ArrayList<>();
    private final Map<String, Integer> indexes = new ConcurrentHashMap<>();
    private final Map<String, String> unserved = new ConcurrentSkipListMap<>();
    private final List<Instrument> instruments = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer;
    private final long drainNanos;
    private volatile boolean started;
    private volatile boolean ended;

    private Engine(Configuration configuration, Threading threading, Parts parts, List<EngineListener> listeners) {
        persistence = parts.persistence();
        probe = parts.probe();
        drainNanos = parts.drainNanos();
        for (int i = 0; i < configuration.lanes(); i++) {
            PersistenceStages laneStages = persistence.newLane(configuration.ringSize());
            stages.add(laneStages);
            Lane.Wiring wiring = new Lane.Wiring(parts.clock(), parts.probe(), laneStages, listeners);
            lanes.add(new Lane("lane-" + i, configuration, threading, wiring));
        }
        timer = Executors.newSingleThreadScheduledExecutor(new RingThreads("timer"));
        LOG.debug("Lanes: {} stages: {} wait: {}", lanes.size(), threading.stages(), threading.waitStrategy());
    }

    private record Parts(EpochClock clock, EngineProbe probe, Persistence persistence, long drainNanos) {}

    /**
     * What an engine stands on, and a test replaces.
     *
     * @param storage opens the data directory
     * @param drainNanos how long a close waits for answers
     */
    record Ground(Function<Path, Storage> storage, long drainNanos) {}

    /**
     * Checks what can be checked of a configuration without touching its data directory.
     *
     * @param configuration how to run
     * @param listeners how many listeners there will be
     * @throws EngineException where an engine cannot run so on this machine
     */
    public static void check(Configuration configuration, int listeners) {
        choose(configuration, listeners);
    }

    private static Threading choose(Configuration configuration, int listeners) {
        int logs = configuration.persistence().enabled() ? 1 : 0;
        return Threading.choose(configuration, Runtime.getRuntime().availableProcessors(), listeners + logs);
    }

    /**
     * Starts an engine without markets; {@link #serve} and {@link #addInstrument} add them.
     *
     * @param configuration how to run; its instruments are left to the caller
     * @param probe is told what happens, for metrics
     * @param listeners receive the events of every lane
     * @return the engine
     * @throws EngineException where it cannot start
     */
    public static Engine start(Configuration configuration, EngineProbe probe, List<EngineListener> listeners) {
        return start(configuration, probe, listeners, new Ground(FileStorage::new, DRAIN_NANOS));
    }

    static Engine start(Configuration configuration, EngineProbe probe, List<EngineListener> listeners, Ground ground) {
        Threading threading = choose(configuration, listeners.size());
        EpochClock clock = new EpochClock();
        Persistence persistence = open(configuration.persistence(), probe, clock, ground);
        try {
            Parts parts = new Parts(clock, probe, persistence, ground.drainNanos());
            Engine engine = new Engine(configuration, threading, parts, listeners);
            engine.lanes.forEach(Lane::start);
            int minutes = configuration.persistence().snapshotIntervalMin();
            engine.timer.scheduleWithFixedDelay(persistence::snapshotAll, minutes, minutes, TimeUnit.MINUTES);
            return engine;
        } catch (RuntimeException | Error failure) {
            persistence.halt(true);
            throw failure;
        }
    }

    private static Persistence open(
            Configuration.Persistence configuration, EngineProbe probe, EpochClock clock, Ground ground) {
        if (!configuration.enabled()) {
            return new NoPersistence();
        }
        Storage storage = ground.storage().apply(configuration.dataDirectory());
        return new FilePersistence(configuration, probe, clock, storage);
    }

    /**
     * Recovers what is in the data directory and what is given, and is ready from then on. Symbols share nothing: one
     * that cannot be recovered is left alone, told in {@link #health()}, and the others are served.
     *
     * @param given instruments, each symbol once; those that the data directory has and that are not given are served
     *     as they were defined
     * @throws EngineException where the engine is full
     * @throws JournalException where no symbol can be recovered: what is wrong with the first
     * @throws SnapshotException likewise
     */
    public void serve(List<Instrument> given) {
        Map<String, Instrument> bySymbol = new LinkedHashMap<>();
        given.forEach(instrument -> bySymbol.put(instrument.symbol(), instrument));
        persistence.knownSymbols().forEach(symbol -> bySymbol.putIfAbsent(symbol, null));
        bySymbol.keySet().removeAll(indexes.keySet());
        long startNanos = System.nanoTime();
        Map<String, ParallelRecovery.Outcome> outcomes = ParallelRecovery.run(bySymbol, persistence::recover);
        RuntimeException first = null;
        for (Map.Entry<String, ParallelRecovery.Outcome> entry : outcomes.entrySet()) {
            RuntimeException fault = attempt(entry.getKey(), entry.getValue());
            first = first == null ? fault : first;
        }
        if (first != null && instruments.isEmpty()) {
            throw first;
        }
        started = true;
        long nanos = System.nanoTime() - startNanos;
        LOG.info("Recovered {} instruments in {} ms", instruments.size(), TimeUnit.NANOSECONDS.toMillis(nanos));
        probe.started(nanos);
    }

    private RuntimeException attempt(String symbol, ParallelRecovery.Outcome outcome) {
        RuntimeException fault = outcome.fault();
        try {
            if (fault == null) {
                addInstrument(outcome.instrument());
                return null;
            }
        } catch (JournalException | SnapshotException refused) {
            fault = refused;
        }
        LOG.error("{} is not served: {}", symbol, fault.getMessage());
        unserved.put(symbol, fault.getMessage());
        return fault;
    }

    /** {@return why each symbol that could not be recovered is not served} */
    public Map<String, String> unserved() {
        return Map.copyOf(unserved);
    }

    /**
     * Recovers an instrument from the data directory, or begins it, and serves it from then on.
     *
     * @param instrument its definition; the same one a second time changes nothing
     * @return its market index, for {@link Command#marketIndex(int)}
     * @throws EngineException where another definition of the symbol is served, or the engine is full or has stopped
     */
    public synchronized int addInstrument(Instrument instrument) {
        Integer known = indexes.get(instrument.symbol());
        if (known != null) {
            requireSame(instrument(instrument.symbol()), instrument);
            return known;
        }
        if (ended) {
            throw new EngineException("the engine has stopped: start it again to serve " + instrument.symbol());
        }
        int index = instruments.size();
        if (index >= Lane.MAX_MARKETS) {
            throw new EngineException("an engine holds at most " + Lane.MAX_MARKETS + " instruments: run another for "
                    + instrument.symbol() + ": instruments=" + index);
        }
        int lane = index % lanes.size();
        Market market = stages.get(lane).open(index, instrument);
        lanes.get(lane).register(index, market);
        instruments.add(instrument);
        indexes.put(instrument.symbol(), index);
        return index;
    }

    private static void requireSame(Instrument served, Instrument asked) {
        if (!served.equals(asked)) {
            throw new EngineException(
                    "instrument " + asked.symbol() + " is already defined differently: use its tick, lot"
                            + " and maxOpenOrders, or another data directory: defined=" + served + " asked=" + asked);
        }
    }

    /** {@return the market index of a symbol, or -1} */
    public int marketIndex(String symbol) {
        return indexes.getOrDefault(symbol, -1);
    }

    /** {@return the instrument of a symbol that is served, or null} */
    public Instrument instrument(String symbol) {
        int index = marketIndex(symbol);
        return index < 0 ? null : instruments.get(index);
    }

    /** {@return the instruments that are served, by market index} */
    public List<Instrument> instruments() {
        return instruments;
    }

    /**
     * Hands a command to the lane of its market. Any thread may call.
     *
     * @param command a command with the market index that {@link #addInstrument} gave; copied, so it can be used again
     * @return whether it was taken; its events follow, unless the process ends first
     */
    public Submission submit(Command command) {
        int index = command.marketIndex();
        return lanes.get(index < 0 ? 0 : index % lanes.size()).submit(command);
    }

    /**
     * Asks for a snapshot of one market as it is when the request's turn comes, without waiting for it. Any thread may
     * call; trading goes on.
     *
     * @param symbol a symbol that is served
     * @return the snapshot, once it is written, verified and kept; the newest one where nothing changed since; null
     *     where no command was ever applied; failed with a coded exception where it could not be taken
     * @throws EngineException where the symbol is not served, or persistence is switched off
     */
    public CompletableFuture<SnapshotFile> snapshot(String symbol) {
        int index = marketIndex(symbol);
        if (index < 0) {
            throw new EngineException("no such instrument is served: symbol=" + symbol);
        }
        return stages.get(index % lanes.size()).requestSnapshot(index);
    }

    /** {@return what has stopped a lane, or null} */
    public String fault() {
        for (Lane lane : lanes) {
            if (lane.fault() != null) {
                return lane.fault();
            }
        }
        return null;
    }

    /** {@return what is wrong with a symbol that is served and trades on all the same, or null} */
    public String impairment(String symbol) {
        int index = marketIndex(symbol);
        return index < 0 ? null : stages.get(index % lanes.size()).impairment(index);
    }

    /** {@return how many more commands the fullest command ring can take} */
    public long remainingCapacity() {
        return lanes.stream().mapToLong(Lane::remainingCapacity).min().orElse(0);
    }

    /** {@return how many more events the fullest event ring can take; at 0 its lane waits for a listener} */
    public long remainingEventCapacity() {
        return lanes.stream().mapToLong(Lane::remainingEvents).min().orElse(0);
    }

    /** {@return how the engine and each market are} */
    public EngineHealth health() {
        List<MarketHealth> markets = new ArrayList<>();
        boolean degraded = persistence.fault() != null;
        for (int i = 0; i < instruments.size(); i++) {
            MarketHealth market = health(i);
            degraded |= !market.accepting() || market.fault() != null;
            markets.add(market);
        }
        unserved.forEach((symbol, fault) -> markets.add(new MarketHealth(symbol, false, fault, 0, 0)));
        degraded |= !unserved.isEmpty();
        EngineHealth.State state = EngineHealth.State.RUNNING;
        if (ended || fault() != null) {
            state = EngineHealth.State.STOPPED;
        } else if (!started) {
            state = EngineHealth.State.STARTING;
        } else if (degraded) {
            state = EngineHealth.State.DEGRADED;
        }
        return new EngineHealth(state, markets, persistence.fault());
    }

    private MarketHealth health(int index) {
        int lane = index % lanes.size();
        String fault = stages.get(lane).fault(index);
        if (fault == null) {
            fault = lanes.get(lane).fault();
        }
        PersistenceStages.Applied applied = stages.get(lane).lastApplied(index);
        boolean accepting = fault == null && !ended;
        String told = fault == null ? stages.get(lane).impairment(index) : fault;
        return new MarketHealth(instruments.get(index).symbol(), accepting, told, applied.sequence(), applied.digest());
    }

    /**
     * Takes nothing more, answers what was taken, takes a last snapshot, closes the journals. Where a listener or a
     * disk is stuck for a minute, what is left is given up as in a crash, and {@link #fault()} says so. May be called
     * twice, but not by a listener.
     */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        timer.shutdownNow();
        boolean quiet = true;
        for (Lane lane : lanes) {
            quiet &= lane.drain(drainNanos);
        }
        if (quiet) {
            persistence.close();
        } else {
            abandon();
        }
    }

    /**
     * Stops at once, as a crash would: nothing is flushed, no snapshot is taken, no journal is closed in order.
     * Whatever was acknowledged is in the journal all the same.
     */
    public synchronized void halt() {
        if (ended) {
            return;
        }
        ended = true;
        timer.shutdownNow();
        boolean quiet = true;
        for (Lane lane : lanes) {
            quiet &= lane.halt();
        }
        if (quiet) {
            persistence.halt(true);
        } else {
            abandon();
        }
    }

    private void abandon() {
        LOG.error("A stage does not end: its journals are left as in a crash, locked until the process ends");
        persistence.halt(false);
    }
}
