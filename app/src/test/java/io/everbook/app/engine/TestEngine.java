package io.everbook.app.engine;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** An engine with small rings in a test's directory, and what its tests observe. */
final class TestEngine implements EngineProbe {

    static final int RING_SIZE = 64;
    static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    static final Instrument ETH = Instrument.of("ETH-USD", "0.01", "0.00000001");
    static final Instrument SOL = Instrument.of("SOL-USD", "0.01", "0.00000001");

    final RecordedEvents events = new RecordedEvents();
    final AtomicInteger busy = new AtomicInteger();
    final AtomicInteger journalFailures = new AtomicInteger();
    final AtomicInteger executionsFailures = new AtomicInteger();
    private final Path directory;
    private boolean persistent = true;
    private int lanes = 1;
    private int syncIntervalMs = 20;
    private StageLayout stages = StageLayout.AUTO;
    private WaitStrategyKind waitStrategy = WaitStrategyKind.AUTO;
    private StageTimes times = new StageTimes();
    private Function<Path, Storage> storage = FileStorage::new;
    private long drainSeconds = 60;

    TestEngine(Path directory) {
        this.directory = directory;
    }

    TestEngine withoutPersistence() {
        persistent = false;
        return this;
    }

    TestEngine lanes(int count) {
        lanes = count;
        return this;
    }

    TestEngine syncIntervalMs(int millis) {
        syncIntervalMs = millis;
        return this;
    }

    TestEngine threading(StageLayout layout, WaitStrategyKind kind) {
        stages = layout;
        waitStrategy = kind;
        return this;
    }

    TestEngine timedBy(StageTimes histograms) {
        times = histograms;
        return this;
    }

    TestEngine on(Storage device) {
        storage = path -> device;
        return this;
    }

    /** Gives up to drain after a second, for tests in which something never ends. */
    TestEngine impatient() {
        drainSeconds = 1;
        return this;
    }

    /** Starts and serves. */
    Engine start(Instrument... instruments) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        Configuration configuration = new Configuration(
                new Configuration.Persistence(
                        persistent,
                        directory,
                        syncIntervalMs,
                        p.snapshotIntervalMin(),
                        p.snapshotEveryCommands(),
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                List.of(),
                lanes,
                RING_SIZE,
                RING_SIZE,
                waitStrategy,
                stages,
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
        Engine engine = Engine.start(
                configuration,
                this,
                List.of(events),
                new Engine.Ground(storage, TimeUnit.SECONDS.toNanos(drainSeconds)));
        try {
            engine.serve(List.of(instruments));
            return engine;
        } catch (RuntimeException failure) {
            engine.close();
            throw failure;
        }
    }

    /** Submits, and waits where the engine is busy. */
    static void submit(Engine engine, Command command) {
        Submission submission = engine.submit(command);
        while (submission == Submission.BUSY) {
            LockSupport.parkNanos(10_000);
            submission = engine.submit(command);
        }
        if (submission == Submission.STOPPED) {
            throw new AssertionError("the engine has stopped: " + engine.fault());
        }
    }

    @Override
    public void passed(Stage stage, int commands, long nanos) {
        times.record(stage, commands, nanos);
    }

    @Override
    public void busy() {
        busy.incrementAndGet();
    }

    @Override
    public void journalFailed(String symbol) {
        journalFailures.incrementAndGet();
    }

    @Override
    public void executionsFailed(String symbol) {
        executionsFailures.incrementAndGet();
    }
}
