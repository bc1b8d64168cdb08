package io.everbook.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces every registered journal at an interval, and executions logs that have much to force, on a thread of its own.
 * Never interrupt that thread.
 */
public final class JournalSync implements AutoCloseable {

    private final long intervalNanos;
    private final ForceRound round;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Thread thread;
    private boolean closed;

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
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        join();
    }

    private void run() {
        while (!closedAfterInterval()) {
            round.run();
        }
    }

    private boolean closedAfterInterval() {
        lock.lock();
        try {
            long left = intervalNanos;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            // To stop would break the promise of the interval without a word. The flag is down: forcing now is safe.
            return closed;
        } finally {
            lock.unlock();
        }
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
