package io.everbook.app.bench;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EpochClock;
import io.everbook.app.engine.Submission;
import io.everbook.core.command.Command;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a flow to an engine at a steady rate whatever the engine does; each command carries when it was due. */
final class OpenLoop {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PARK_NANOS = 20_000L;

    private final Engine engine;
    private final EpochClock clock;
    private final SteadyFlow flow;
    private final AcknowledgementMeter meter;
    private final int marketIndex;
    private final Command command = new Command();
    private long sent;

    OpenLoop(Engine engine, EpochClock clock, SteadyFlow flow, AcknowledgementMeter meter) {
        this.engine = engine;
        this.clock = clock;
        this.flow = flow;
        this.meter = meter;
        marketIndex = engine.marketIndex(RecoveryState.SYMBOL);
    }

    /**
     * Sends as fast as the engine takes, and waits for the answers.
     *
     * @return commands a second
     */
    double capacity(int seconds) {
        long start = clock.nanos();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long before = sent;
        while (clock.nanos() < end) {
            send(clock.nanos());
        }
        awaitAnswers();
        return (sent - before) * NANOS_PER_SECOND / (clock.nanos() - start);
    }

    /** Sends at a rate for a time, and waits for the answers. */
    void run(double perSecond, int seconds) {
        long start = clock.nanos();
        long count = (long) (perSecond * seconds);
        for (long i = 0; i < count; i++) {
            long due = start + (long) (i * NANOS_PER_SECOND / perSecond);
            while (clock.nanos() < due) {
                LockSupport.parkNanos(PARK_NANOS);
            }
            send(due);
        }
        awaitAnswers();
    }

    private void send(long dueNanos) {
        flow.next(command);
        command.marketIndex(marketIndex).timestampNanos(dueNanos);
        while (engine.submit(command) != Submission.TAKEN) {
            pauseUnlessStopped();
        }
        sent++;
    }

    private void awaitAnswers() {
        while (meter.answered() < sent) {
            pauseUnlessStopped();
        }
    }

    private void pauseUnlessStopped() {
        String fault = engine.fault();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        LockSupport.parkNanos(PARK_NANOS);
    }
}
