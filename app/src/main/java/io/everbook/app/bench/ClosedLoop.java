package io.everbook.app.bench;

import io.everbook.app.demo.TraderFlow;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.Submission;
import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A client that keeps so many commands unanswered and no more, parked while it waits; with one, each command follows
 * the last event of the one before. The engine it drives must have it as a listener.
 */
final class ClosedLoop implements EngineListener {

    /** What it trades. */
    static final String SYMBOL = "BENCH-DURABLE";

    private static final long SEED = 20_240_901;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PARK_NANOS = 10_000L;
    private static final long LONG_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TraderFlow flow = new TraderFlow(SEED);
    private final Command command = new Command();
    private long sent;
    private volatile Thread waiting;
    private volatile long wanted;
    private volatile long answered;
    private volatile long answeredNanos;
    private volatile RejectReason refusal;

    @Override
    public void onEvent(ExecutionEvent event, boolean endOfBatch) {
        if (event.lastOfCommand()) {
            if (event.sequence() == 0) {
                refusal = event.rejectReason();
            }
            answeredNanos = System.nanoTime();
            answered = answered + 1; // Only this thread writes.
        }
        if (endOfBatch && answered >= wanted) {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Sends one command and waits for its answer.
     *
     * @param latency from just before the command is submitted until its last event reaches the listener, nanoseconds
     * @return how long it took until this thread knows the answer, nanoseconds
     */
    long runOne(Engine engine, Histogram latency) {
        waiting = Thread.currentThread();
        long before = System.nanoTime();
        send(engine);
        await(engine, sent);
        latency.recordValue(Math.min(HIGHEST_NANOS, answeredNanos - before));
        return System.nanoTime() - before;
    }

    /**
     * Keeps commands outstanding for a time, and waits for the last answer.
     *
     * @param nanos how long
     * @param outstanding how many, 1 or more
     * @return how long it took with the last answer, nanoseconds
     */
    long runMany(Engine engine, long nanos, int outstanding) {
        waiting = Thread.currentThread();
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            await(engine, sent - outstanding + 1);
            send(engine);
        }
        await(engine, sent);
        return System.nanoTime() - start;
    }

    /** {@return how many commands were sent} */
    long sent() {
        return sent;
    }

    private void send(Engine engine) {
        flow.next(command);
        command.marketIndex(engine.marketIndex(SYMBOL));
        while (engine.submit(command) != Submission.TAKEN) {
            requireRunning(engine);
            LockSupport.parkNanos(PARK_NANOS);
        }
        sent++;
    }

    private void await(Engine engine, long count) {
        if (answered < count) {
            wanted = count;
            while (answered < count) {
                LockSupport.parkNanos(this, LONG_PARK_NANOS);
                requireRunning(engine);
            }
        }
        requireTaken();
    }

    private void requireRunning(Engine engine) {
        String fault = engine.fault();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }

    private void requireTaken() {
        if (refusal != null) {
            throw new IllegalStateException("a command was not journaled, so nothing was measured: reason=" + refusal);
        }
    }
}
