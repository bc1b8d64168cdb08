package io.everbook.app.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the threads of a ring. They are daemons: what must end in order is ended by {@link Engine#close()}. */
final class RingThreads implements ThreadFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RingThreads.class);

    private final String name;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    RingThreads(String name) {
        this.name = name;
    }

    @Override
    public synchronized Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "everbook-" + name + "-" + (threads.size() + 1));
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(RingThreads::ended);
        threads.add(thread);
        return thread;
    }

    private static void ended(Thread thread, Throwable failure) {
        if (!(failure instanceof FailStop.LaneStopped)) {
            LOG.error("{} ended unexpectedly", thread.getName(), failure);
        }
    }

    /**
     * Waits for the end of all threads. It never interrupts them: an interrupt closes the files they write.
     *
     * @return whether they ended in time
     */
    boolean join(long limitNanos) {
        long deadline = System.nanoTime() + limitNanos;
        boolean interrupted = false;
        boolean ended = true;
        for (Thread thread : threads) {
            long left = deadline - System.nanoTime();
            while (thread.isAlive() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
            ended &= !thread.isAlive();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }
}
