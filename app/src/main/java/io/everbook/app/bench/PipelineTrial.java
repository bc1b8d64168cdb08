package io.everbook.app.bench;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.EpochClock;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** An engine on a fresh directory, run one way: warmed up, measured, and its disk measured alone right after. */
final class PipelineTrial implements AutoCloseable {

    private static final long DISK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** At full speed a clock for each answer would be felt, and says no more. */
    private static final int FLAT_OUT_SAMPLE = 16;

    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final MemoryProbe PROBE = new MemoryProbe();
    /** Enough to meet most of its 8 MiB. */
    private static final int PROBE_LOADS = 300_000;

    final Engine engine;
    final PipelineLoad load;
    final PipelineMeter meter;
    private final PipelineVariant variant;
    private final PipelineFlow flow;
    private final Path directory;

    /**
     * Starts an engine.
     *
     * @param flow the commands, prepared for as many instruments as the variant has
     * @param snapshotEveryCommands after how many commands a snapshot is taken; 0 = at the default interval alone
     */
    PipelineTrial(PipelineVariant variant, PipelineFlow flow, Path directory, long snapshotEveryCommands) {
        this.variant = variant;
        this.flow = flow;
        this.directory = directory;
        EpochClock clock = new EpochClock();
        meter = new PipelineMeter(clock);
        engine = Engine.start(variant.configuration(directory, snapshotEveryCommands), meter, List.of(meter));
        try {
            List<Instrument> instruments = new ArrayList<>();
            for (int i = 0; i < variant.instruments(); i++) {
                instruments.add(Instrument.of(PipelineFlow.symbol(i), "1", "1"));
            }
            engine.serve(instruments);
            flow.start(instruments.stream()
                    .mapToInt(instrument -> engine.marketIndex(instrument.symbol()))
                    .toArray());
            load = new PipelineLoad(engine, clock, flow, meter);
        } catch (RuntimeException failure) {
            engine.close();
            throw failure;
        }
    }

    /**
     * Warms up and measures.
     *
     * @param warmUpNanos how long what comes first and does not count
     * @param nanos how long what counts
     */
    PipelineResult run(long warmUpNanos, long nanos) throws IOException {
        meter.timeOneOf(variant.rate() == 0 ? FLAT_OUT_SAMPLE : 1);
        if (warmUpNanos > 0) {
            if (variant.rate() > 0) {
                // Else what is measured at a slow rate is how tables grow in the workload's first pass.
                load.pass();
            }
            load.run(variant.rate(), warmUpNanos);
        }
        long probeBefore = PROBE.loadNanos(PROBE_LOADS);
        meter.interval();
        long before = load.sent();
        Footprint footprint = Footprint.now();
        long took = load.run(variant.rate(), nanos);
        PipelineResult.Use use = new PipelineResult.Use(footprint, Footprint.now());
        PipelineMeter.Interval told = meter.interval();
        Histogram lateness = load.lateness().copy();
        long commands = load.sent() - before;
        long probeAfter = PROBE.loadNanos(PROBE_LOADS);
        return new PipelineResult(
                variant, commands, took, told, lateness, use, disk(told), Math.max(probeBefore, probeAfter));
    }

    private DiskFigures disk(PipelineMeter.Interval told) throws IOException {
        if (variant.syncIntervalMs() == PipelineVariant.NO_JOURNAL) {
            return null;
        }
        long batchBytes = told.journalBytes() / Math.max(1, told.forces());
        return DiskFigures.measure(directory.resolve("bench-pipeline.bin"), batchBytes, DISK_NANOS);
    }

    /**
     * Stops as a crash would, and recovers what is in the directory.
     *
     * @return whether each market is there as it was, to its digest, with every command that was acknowledged
     */
    boolean recoversWhatWasAcknowledged() {
        load.awaitAnswers();
        Map<String, EngineHealth.MarketHealth> live = settled();
        boolean complete = true;
        for (int i = 0; i < variant.instruments(); i++) {
            complete &= live.get(PipelineFlow.symbol(i)).sequence() == flow.taken(i);
        }
        engine.halt();
        try (Engine again = Engine.start(variant.configuration(directory, 0), EngineProbe.NONE, List.of())) {
            again.serve(List.of());
            return complete && live.equals(markets(again));
        }
    }

    /** A market's last answer is out just before the engine's health tells of it. */
    private Map<String, EngineHealth.MarketHealth> settled() {
        Map<String, EngineHealth.MarketHealth> markets = markets(engine);
        long start = System.nanoTime();
        while (System.nanoTime() - start < SETTLE_NANOS
                && markets.values().stream()
                                .mapToLong(EngineHealth.MarketHealth::sequence)
                                .sum()
                        < load.sent()) {
            LockSupport.parkNanos(PARK_NANOS);
            markets = markets(engine);
        }
        return markets;
    }

    private static Map<String, EngineHealth.MarketHealth> markets(Engine engine) {
        return engine.health().markets().stream()
                .collect(Collectors.toMap(EngineHealth.MarketHealth::symbol, market -> market));
    }

    /** {@return how many bytes the journals have on disk, zeros written ahead included} */
    long journalBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory.resolve("journals"))) {
            for (Path file : files.toList()) {
                // Compaction may have deleted it meanwhile.
                bytes += file.toFile().length();
            }
        }
        return bytes;
    }

    /** Stops at once; what was written is of no use any more. */
    @Override
    public void close() {
        engine.halt();
    }
}
