package io.everbook.app.bench;

import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EpochClock;
import io.everbook.core.event.ExecutionEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The time from when a command was meant to be sent until its last event came out, so that a late sender counts. */
final class AcknowledgementMeter implements EngineListener {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final EpochClock clock;
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, 3);
    private final AtomicLong answered = new AtomicLong();

    AcknowledgementMeter(EpochClock clock) {
        this.clock = clock;
    }

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.sequence() != 0 && event.lastOfCommand()) {
            recorder.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, clock.nanos() - event.timestampNanos())));
            answered.lazySet(answered.getPlain() + 1);
        }
    }

    /** {@return how many commands were answered} */
    long answered() {
        return answered.get();
    }

    /** {@return the latencies since the last call, nanoseconds} */
    Histogram interval() {
        return recorder.getIntervalHistogram();
    }
}
