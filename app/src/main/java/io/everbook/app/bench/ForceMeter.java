package io.everbook.app.bench;

import io.everbook.app.engine.EngineProbe;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What the engine does to its disk: bytes written to journals, and how often and how long they are forced. */
final class ForceMeter implements EngineProbe {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Recorder forces = new Recorder(HIGHEST_NANOS, 3);
    private final AtomicLong bytes = new AtomicLong();

    @Override
    public void journalWritten(int commands, int written) {
        bytes.addAndGet(written);
    }

    @Override
    public void journalForced(long nanos) {
        forces.recordValue(Math.min(HIGHEST_NANOS, nanos));
    }

    /** {@return how long each force since the last call took, nanoseconds} */
    Histogram forces() {
        return forces.getIntervalHistogram();
    }

    /** {@return how many bytes were written to journals since the last call} */
    long bytes() {
        return bytes.getAndSet(0);
    }
}
