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
 * @param snapshotEveryCommands a snapshot is also taken once this many commands were applied since the newest one, as
 *     the follower sees when it follows; 0 for never
 * @param busyPercent how much of a core it may use, 1 to 100; it may use a whole one where it is far behind, and where
 *     it is closed
 */
public record FollowerOptions(
        int keepSnapshots,
        long compactionThresholdBytes,
        JournalRetention retention,
        long followIntervalMillis,
        long readTimeoutMillis,
        long snapshotEveryCommands,
        int busyPercent) {

    private static final int WHOLE_CORE = 100;

    /** Five snapshots, compaction by deletion from 1,000,000 bytes on, following once a second, 10 s to read. */
    public static final FollowerOptions DEFAULT =
            new FollowerOptions(5, 1_000_000, JournalRetention.DELETE, 1_000, 10_000);

    /** Checks the ranges. */
    public FollowerOptions {
        require("keepSnapshots", keepSnapshots, 1);
        require("compactionThresholdBytes", compactionThresholdBytes, 0);
        require("followIntervalMillis", followIntervalMillis, 0);
        require("readTimeoutMillis", readTimeoutMillis, 1);
        require("snapshotEveryCommands", snapshotEveryCommands, 0);
        require("busyPercent", busyPercent, 1);
        if (busyPercent > WHOLE_CORE) {
            throw new IllegalArgumentException("busyPercent must be 1 to 100: busyPercent=" + busyPercent);
        }
    }

    /**
     * Options without snapshots by number of commands, and with a whole core.
     *
     * @param keepSnapshots how many snapshots of a symbol stay, 1 or more
     * @param compactionThresholdBytes how large a symbol's journal must be before closed segments are removed
     * @param retention what becomes of such segments
     * @param followIntervalMillis how often the replicas follow; 0 for only when a snapshot is asked for
     * @param readTimeoutMillis how long a command that was applied may take to be readable in the journal
     */
    public FollowerOptions(
            int keepSnapshots,
            long compactionThresholdBytes,
            JournalRetention retention,
            long followIntervalMillis,
            long readTimeoutMillis) {
        this(
                keepSnapshots,
                compactionThresholdBytes,
                retention,
                followIntervalMillis,
                readTimeoutMillis,
                0,
                WHOLE_CORE);
    }

    /**
     * Changes when snapshots are taken by themselves.
     *
     * @param commands after how many commands; 0 for never
     * @return these options with it
     */
    public FollowerOptions withSnapshotEveryCommands(long commands) {
        return new FollowerOptions(
                keepSnapshots,
                compactionThresholdBytes,
                retention,
                followIntervalMillis,
                readTimeoutMillis,
                commands,
                busyPercent);
    }

    /**
     * Changes how much of a core the follower may use.
     *
     * @param percent 1 to 100
     * @return these options with it
     */
    public FollowerOptions withBusyPercent(int percent) {
        return new FollowerOptions(
                keepSnapshots,
                compactionThresholdBytes,
                retention,
                followIntervalMillis,
                readTimeoutMillis,
                snapshotEveryCommands,
                percent);
    }

    private static void require(String key, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(key + " must be " + min + " or more: " + key + "=" + value);
        }
    }
}
