package io.everbook.app.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How long a client waits before it tries again: at once, then twice as long each time, up to half a second. */
final class Backoff {

    private static final long FIRST_MILLIS = 10;
    private static final long PAUSE_MILLIS = 20;
    private static final long MOST_MILLIS = 500;

    /** Threads of its own: those that all of a program shares may all be held up by somebody else's work. */
    private static final Executor THREADS = Executors.newCachedThreadPool(later -> {
        Thread thread = new Thread(later, "everbook client");
        thread.setDaemon(true);
        return thread;
    });

    private long millis;

    /** {@return threads that run something after the next wait} */
    Executor next() {
        return CompletableFuture.delayedExecutor(nextMillis(), TimeUnit.MILLISECONDS, THREADS);
    }

    /** {@return the next wait} */
    long nextMillis() {
        long wait = millis;
        millis = millis == 0 ? FIRST_MILLIS : Math.min(MOST_MILLIS, millis * 2);
        return wait;
    }

    /**
     * {@return threads that run something after a short wait, as is due where the engine is busy}
     *
     * @param least how long at least, in milliseconds
     */
    static Executor pause(long least) {
        return CompletableFuture.delayedExecutor(Math.max(PAUSE_MILLIS, least), TimeUnit.MILLISECONDS, THREADS);
    }

    void reset() {
        millis = 0;
    }
}
