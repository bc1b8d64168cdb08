package io.everbook.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Forces every registered journal at an interval, and executions logs that have much to force, on a thread of its own.
 * Never interrupt that thread.
 */
public final class JournalSync implements AutoCloseable {

    private final long intervalNanos;
    private final ForceRound round;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param intervalMillis the time between the end of one round and the start of the next, 1 or more
     * @param listener told what happens
     */
    public JournalSync(int intervalMillis, JournalListener listener) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("the interval must be 1 ms or more: intervalMillis=" + intervalMillis);
        }
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        round = new ForceRound(listener);
        thread = new Thread(this::run, "everbook-journal-sync");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds a journal. For any thread.
     *
     * @param writer the journal; closed by the caller, after this
     */
    public void register(JournalWriter writer) {
        round.register(writer);
    }

    /**
     * Adds an executions log. For any thread.
     *
     * @param writer the log; closed by the caller, after this
     */
    public void register(ExecutionsWriter writer) {
        round.register(writer);
    }

    /** Stops after the round that is under way and waits for its end. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        join();
    }

    private void run() {
        while (!closedAfterInterval()) {
            round.run();
        }
    }

    private boolean closedAfterInterval() {
        long end = System.nanoTime() + intervalNanos;
        for (long left = intervalNanos; !closed && left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            // To stop would break the promise of the interval without a word. The flag must be down before a force.
            Thread.interrupted();
        }
        return closed;
    }

    private void join() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
