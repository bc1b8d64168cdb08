package io.everbook.replay.statistics;

import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the second with the most commands. Time stamps may be a little out of order, as several gateways give them: a
 * second is kept open until sixty-four later ones have come.
 */
final class BusiestSecond {

    private static final int OPEN_SECONDS = 64;
    private static final long NANOS = 1_000_000_000L;

    private final TreeMap<Long, Long> open = new TreeMap<>();
    private long busiest;
    private long most;

    void add(long nanos) {
        open.merge(Math.floorDiv(nanos, NANOS), 1L, Long::sum);
        if (open.size() > OPEN_SECONDS) {
            close(open.pollFirstEntry());
        }
    }

    private void close(Map.Entry<Long, Long> second) {
        if (second.getValue() > most) {
            most = second.getValue();
            busiest = second.getKey();
        }
    }

    /** When it begins, nanoseconds since the epoch; to be asked after the last command. */
    long startNanos() {
        while (!open.isEmpty()) {
            close(open.pollFirstEntry());
        }
        return busiest * NANOS;
    }

    /** How many commands it has; 0 where there is none; to be asked after its start. */
    long commands() {
        return most;
    }
}
