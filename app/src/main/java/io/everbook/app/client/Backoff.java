package io.everbook.app.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** How long a client waits before it tries again: at once, then twice as long each time, up to half a second. */
final class Backoff {

    private static final long FIRST_MILLIS = 10;
    private static final long PAUSE_MILLIS = 20;
    private static final long MOST_MILLIS = 500;

    private long millis;

    /** {@return threads that run something after the next wait} */
    Executor next() {
        return CompletableFuture.delayedExecutor(nextMillis(), TimeUnit.MILLISECONDS);
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
        return CompletableFuture.delayedExecutor(Math.max(PAUSE_MILLIS, least), TimeUnit.MILLISECONDS);
    }

    void reset() {
        millis = 0;
    }
}
