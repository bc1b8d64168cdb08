package io.everbook.snapshot;

import java.util.Comparator;

/**
 * One snapshot file, as its name and header describe it. Newest is what has the highest sequence, then the latest time:
 * the clock of the machine may have gone back, the sequence cannot.
 *
 * @param file its name, relative to the data directory
 * @param epochMillis when it was taken, milliseconds since the epoch, as its name says
 * @param sequence the sequence of the last command in it; {@link #UNKNOWN} where its header cannot be read
 * @param digest the digest of all events up to that command; 0 where its header cannot be read
 * @param bytes its size
 */
public record SnapshotFile(String file, long epochMillis, long sequence, long digest, long bytes) {

    /** The sequence of a file whose header cannot be read; loading it tells why. */
    public static final long UNKNOWN = -1;

    /** Unreadable ones first, since they may be the newest; then the newest first. */
    static final Comparator<SnapshotFile> NEWEST_FIRST = Comparator.comparing(SnapshotFile::readable)
            .thenComparing(Comparator.comparingLong(SnapshotFile::sequence).reversed())
            .thenComparing(Comparator.comparingLong(SnapshotFile::epochMillis).reversed());

    /** {@return whether its header can be read} */
    public boolean readable() {
        return sequence != UNKNOWN;
    }
}
