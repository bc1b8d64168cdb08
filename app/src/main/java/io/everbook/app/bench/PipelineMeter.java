package io.everbook.app.bench;

import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.EpochClock;
import io.everbook.app.engine.Stage;
import io.everbook.app.engine.StageTimes;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What an engine tells while it is measured: each answer as a listener, from when its command was meant to be sent,
 * each stage as a probe. Without allocation. One lane, so one thread, tells of answers.
 */
final class PipelineMeter implements EngineListener, EngineProbe {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final EpochClock clock;
    private final StageTimes stages = new StageTimes();
    private final SingleWriterRecorder latency = new SingleWriterRecorder(HIGHEST_NANOS, DIGITS);
    private final AtomicLong answered = new AtomicLong();
    private final LongAdder forces = new LongAdder();
    private final LongAdder journalBytes = new LongAdder();
    private final LongAdder executionsBytes = new LongAdder();
    private final LongAdder snapshots = new LongAdder();
    private volatile long sampleMask;
    private volatile RejectReason refusal;

    PipelineMeter(EpochClock clock) {
        this.clock = clock;
    }

    /**
     * Sets how many answers are timed: all, or one of so many, where a clock each would be felt.
     *
     * @param every a power of two
     */
    void timeOneOf(int every) {
        sampleMask = every - 1L;
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.lastOfCommand()) {
            long count = answered.getPlain();
            if (event.sequence() == 0) {
                refusal = event.rejectReason();
            } else if ((count & sampleMask) == 0) {
                latency.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, clock.nanos() - event.timestampNanos())));
            }
            answered.lazySet(count + 1);
        }
    }

    @Override
    public void passed(Stage stage, int commands, long nanos) {
        stages.record(stage, commands, nanos);
    }

    @Override
    public void journalWritten(int commands, int bytes) {
        journalBytes.add(bytes);
    }

    @Override
    public void executionsWritten(int events, long bytes) {
        executionsBytes.add(bytes);
    }

    @Override
    public void journalForced(long nanos) {
        forces.increment();
    }

    @Override
    public void snapshotTaken(String symbol, long sequence, long bytes, long nanos) {
        snapshots.increment();
    }

    /** {@return how many snapshots were taken so far} */
    long snapshots() {
        return snapshots.sum();
    }

    /** {@return how many commands were answered} */
    long answered() {
        return answered.get();
    }

    /** {@return why a command was not journaled, or null} */
    RejectReason refusal() {
        return refusal;
    }

    /** {@return what was told since the last call} */
    Interval interval() {
        Map<Stage, Histogram> byStage = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            byStage.put(stage, stages.interval(stage));
        }
        return new Interval(
                latency.getIntervalHistogram(),
                byStage,
                forces.sumThenReset(),
                journalBytes.sumThenReset(),
                executionsBytes.sumThenReset());
    }

    /**
     * What was told in a time.
     *
     * @param latency from when a command was due until its last event came out, nanoseconds
     * @param stages how long each command's batch took in each stage, nanoseconds
     * @param forces how often a journal was forced
     * @param journalBytes how many bytes were written to journals
     * @param executionsBytes how many bytes were written to executions logs
     */
    record Interval(
            Histogram latency, Map<Stage, Histogram> stages, long forces, long journalBytes, long executionsBytes) {}
}
