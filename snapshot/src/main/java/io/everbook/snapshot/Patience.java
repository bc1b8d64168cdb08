package io.everbook.snapshot;

import io.everbook.snapshot.SnapshotException.Code;
import java.util.concurrent.TimeUnit;

/** How long a follower waits for the journal: a time after the last progress, not at all once nobody writes it. */
final class Patience {

    private final long limitNanos;
    private volatile boolean closing;
    private volatile boolean halted;
    private long lastNanos;

    Patience(long limitMillis) {
        limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    }

    /** Starts over. */
    void renew() {
        lastNanos = 0;
    }

    /** {@return whether there is nothing more to wait for} */
    boolean ended() {
        if (closing) {
            return true;
        }
        long now = System.nanoTime();
        if (lastNanos == 0) {
            lastNanos = now;
        }
        return now - lastNanos > limitNanos;
    }

    /** Tells, from any thread, that the journal will not grow any more. */
    void close() {
        closing = true;
    }

    /** Tells, from any thread, that everything is to stop at once. */
    void halt() {
        halted = true;
    }

    /** {@return whether there is somebody waiting for the end} */
    boolean ending() {
        return closing || halted;
    }

    void requireRunning() {
        if (halted) {
            throw stopped();
        }
    }

    boolean halted() {
        return halted;
    }

    static SnapshotException stopped() {
        return new SnapshotException(
                Code.STOPPED,
                "snapshots",
                SnapshotException.NONE,
                "the follower stopped before the snapshot was taken");
    }
}
