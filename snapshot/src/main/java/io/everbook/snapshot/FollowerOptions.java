package io.everbook.snapshot;

import io.everbook.journal.JournalRetention;

/**
 * How a follower works.
 *
 * @param keepSnapshots how many snapshots of a symbol stay, 1 or more
 * @param compactionThresholdBytes how large a symbol's journal must be before closed segments that no kept snapshot
 *     needs are removed, 0 or more
 * @param retention what becomes of such segments
 * @param followIntervalMillis how often the replicas are brought up to the living markets and compared with them
 *     between snapshots; 0 for only when a snapshot is asked for
 * @param readTimeoutMillis how long a command that was applied may take to be readable in the journal, 1 or more
 */
public record FollowerOptions(
        int keepSnapshots,
        long compactionThresholdBytes,
        JournalRetention retention,
        long followIntervalMillis,
        long readTimeoutMillis) {

    /** Five snapshots, compaction by deletion from 1,000,000 bytes on, following once a second, 10 s to read. */
    public static final FollowerOptions DEFAULT =
            new FollowerOptions(5, 1_000_000, JournalRetention.DELETE, 1_000, 10_000);

    /** Checks the ranges. */
    public FollowerOptions {
        require("keepSnapshots", keepSnapshots, 1);
        require("compactionThresholdBytes", compactionThresholdBytes, 0);
        require("followIntervalMillis", followIntervalMillis, 0);
        require("readTimeoutMillis", readTimeoutMillis, 1);
    }

    private static void require(String key, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(key + " must be " + min + " or more: " + key + "=" + value);
        }
    }
}
