package io.everbook.app.bench;

import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EpochClock;
import io.everbook.app.engine.Submission;
import io.everbook.core.command.Command;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The one sender of a measurement. At a rate it is an open loop: each command is due at a moment that was fixed before,
 * and carries it, so that a sender that was held up counts as the latency that its client would see.
 */
final class PipelineLoad {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PARK_NANOS = 20_000L;
    /**
     * How long who sends as fast as possible leaves a full ring alone. A ring of the default size lasts some ten times
     * as long, and who comes back for each few slots takes processor time from the engine.
     */
    private static final long FULL_NANOS = 1_000_000L;

    /** Who sleeps wakes up some 60 microseconds late. */
    private static final long SPIN_NANOS = 200_000L;

    private static final int CLOCK_EVERY = 1024;

    private final Engine engine;
    private final EpochClock clock;
    private final PipelineFlow flow;
    private final PipelineMeter meter;
    private final Command command = new Command();
    private final Histogram lateness = new Histogram(HIGHEST_NANOS, 2);
    private long sent;

    PipelineLoad(Engine engine, EpochClock clock, PipelineFlow flow, PipelineMeter meter) {
        this.engine = engine;
        this.clock = clock;
        this.flow = flow;
        this.meter = meter;
    }

    /**
     * Sends for a time and waits for the answers.
     *
     * @param perSecond commands a second; 0 = as many as the engine takes, each due when the sender has it ready
     * @param nanos how long
     * @return how long it took with the last answer, nanoseconds
     */
    long run(double perSecond, long nanos) {
        lateness.reset();
        long start = clock.nanos();
        if (perSecond == 0) {
            flatOut(start + nanos);
        } else {
            atRate(start, perSecond, nanos);
        }
        awaitAnswers();
        return clock.nanos() - start;
    }

    /**
     * Sends at a rate beyond what the engine takes, without waiting for the answers: what is refused is left out.
     *
     * @param perSecond commands a second
     * @param nanos how long
     * @param refusals how long each refusal took, nanoseconds
     * @return how many commands were offered
     */
    long overload(double perSecond, long nanos, Histogram refusals) {
        double period = NANOS_PER_SECOND / perSecond;
        long start = clock.nanos();
        long offered = 0;
        long now = start;
        while (now - start < nanos) {
            long due = start + (long) (offered * period);
            flow.fill(command);
            command.timestampNanos(due);
            now = awaitDue(due);
            if (engine.submit(command) == Submission.TAKEN) {
                flow.taken();
                sent++;
            } else {
                refusals.recordValue(Math.min(HIGHEST_NANOS, clock.nanos() - now));
                flow.refused();
            }
            offered++;
        }
        return offered;
    }

    /** Sends the whole workload once, as fast as it is taken: then the books' tables have the size that they need. */
    void pass() {
        for (long end = sent + flow.steps(); sent < end; ) {
            flow.fill(command);
            submit(FULL_NANOS);
        }
        awaitAnswers();
    }

    /** {@return how many commands were taken so far} */
    long sent() {
        return sent;
    }

    /** {@return how late commands of the last run were sent, nanoseconds; reset by the next run} */
    Histogram lateness() {
        return lateness;
    }

    private void flatOut(long end) {
        long now = clock.nanos();
        while (now < end) {
            for (int i = 0; i < CLOCK_EVERY; i++) {
                flow.fill(command);
                // The engine stamps it, as it does for a gateway.
                submit(FULL_NANOS);
            }
            now = clock.nanos();
        }
    }

    private void atRate(long start, double perSecond, long nanos) {
        double period = NANOS_PER_SECOND / perSecond;
        long count = Math.max(1, (long) (nanos / period));
        for (long i = 0; i < count; i++) {
            long due = start + (long) (i * period);
            flow.fill(command);
            command.timestampNanos(due);
            long now = awaitDue(due);
            lateness.recordValue(Math.min(HIGHEST_NANOS, now - due));
            submit(PARK_NANOS);
        }
    }

    private long awaitDue(long due) {
        long now = clock.nanos();
        while (now < due) {
            if (due - now > SPIN_NANOS) {
                LockSupport.parkNanos(due - now - SPIN_NANOS);
            } else {
                Thread.yield();
            }
            now = clock.nanos();
        }
        return now;
    }

    private void submit(long fullNanos) {
        while (engine.submit(command) != Submission.TAKEN) {
            pauseUnlessStopped(fullNanos);
        }
        flow.taken();
        sent++;
    }

    /** Waits until all that was taken was answered. */
    void awaitAnswers() {
        while (meter.answered() < sent) {
            pauseUnlessStopped(PARK_NANOS);
        }
        if (meter.refusal() != null) {
            throw new IllegalStateException(
                    "a command was not journaled, so nothing was measured: reason=" + meter.refusal());
        }
    }

    private void pauseUnlessStopped(long nanos) {
        String fault = engine.fault();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        LockSupport.parkNanos(nanos);
    }
}
