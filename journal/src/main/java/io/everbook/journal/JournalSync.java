package io.everbook.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Forces every registered journal at an interval, and executions logs that have much to force, on a thread of its own;
 * another one makes files for the segments to come, so that no force is late for them. Never interrupt these threads.
 */
public final class JournalSync implements AutoCloseable {

    /** So often it is looked whether a segment needs its successor; a fast log fills one within half a second. */
    private static final long PREPARE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long intervalNanos;
    private final ForceRound round;
    private final Thread forcing;
    private final Thread preparing;
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param intervalMillis the time between the end of one round and the start of the next, 1 or more
     * @param listener told what happens
     */
    public JournalSync(int intervalMillis, JournalListener listener) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("the interval must be 1 ms or more: intervalMillis=" + intervalMillis);
        }
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        round = new ForceRound(listener, System::nanoTime);
        forcing = start("everbook-journal-sync", round::force, intervalNanos);
        preparing = start("everbook-journal-ahead", round::prepare, PREPARE_NANOS);
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
     * Adds a journal that is forced otherwise, only to make files for its segments. For any thread.
     *
     * @param writer the journal; closed by the caller, after this
     */
    public void prepare(JournalWriter writer) {
        round.prepare(writer);
    }

    /**
     * Adds an executions log. For any thread.
     *
     * @param writer the log; closed by the caller, after this
     */
    public void register(ExecutionsWriter writer) {
        round.register(writer);
    }

    /** Stops after the rounds that are under way and waits for their end. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(forcing);
        LockSupport.unpark(preparing);
        join(forcing);
        join(preparing);
    }

    private Thread start(String name, Runnable work, long everyNanos) {
        Thread thread = new Thread(() -> run(work, everyNanos), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run(Runnable work, long everyNanos) {
        while (!closedAfter(everyNanos)) {
            work.run();
        }
    }

    private boolean closedAfter(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; !closed && left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            // To stop would break the promise of the interval without a word. The flag must be down before a force.
            Thread.interrupted();
        }
        return closed;
    }

    private static void join(Thread thread) {
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
