package io.everbook.app.audit;

import java.util.List;
import java.util.Map;

/**
 * A part of the engine that goes on after a crash where it was: failure counters, lock-outs, buckets. It is given the
 * audit journal from its beginning before it serves anything, and may add to the records of a key's access.
 */
public interface AuditMemory {

    /**
     * Records what has come to pass with time alone. Called about once a second, by one thread.
     *
     * @param epochMillis the time, in milliseconds since the epoch
     */
    default void passed(long epochMillis) {}

    /**
     * Takes note of a record of an earlier life of the engine.
     *
     * @param record a record that is right; they come oldest first, on one thread
     */
    void recall(AuditRecord record);

    /**
     * Tells what {@link #recall} must be given so that it knows what it knows now.
     *
     * @return what to keep, in order; each as if it were a record
     */
    default List<Remembered> state() {
        return List.of();
    }

    /**
     * Does something while nothing changes what this knows, and it records nothing: its state and the place in the
     * journal where that is kept then belong together.
     *
     * @param work what to do
     */
    default void whileStill(Runnable work) {
        work.run();
    }

    /**
     * Tells what to keep with the next record of a key's access. Any thread may call.
     *
     * @param keyId which key
     * @return details by name, which {@link #recall} finds again in a record of kind {@link AuditKind#ACCESS}
     */
    default Map<String, String> remember(String keyId) {
        return Map.of();
    }
}
