package io.everbook.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The disk alone: blocks written one after the other into a file that was written before, each forced without metadata.
 *
 * @param blockBytes the size of a block
 * @param bytesPerSecond how many bytes a second that gives
 * @param forces how long each block took, nanoseconds
 */
record DiskFigures(int blockBytes, double bytesPerSecond, Histogram forces) {

    private static final int SECTOR_BYTES = 4 << 10;
    private static final int MOST_BYTES = 4 << 20;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /**
     * Measures.
     *
     * @param file a file that does not exist; deleted at the end
     * @param batchBytes the size of a batch; rounded up to 4 KiB, at most 4 MiB
     * @param nanos how long
     */
    static DiskFigures measure(Path file, long batchBytes, long nanos) throws IOException {
        long rounded = (batchBytes + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
        int blockBytes = (int) Math.max(SECTOR_BYTES, Math.min(MOST_BYTES, rounded));
        Histogram forces = new Histogram(HIGHEST_NANOS, 3);
        try (BareForce bare = BareForce.create(file, blockBytes)) {
            long start = System.nanoTime();
            long end = start;
            while (end - start < nanos) {
                bare.once(forces);
                end = System.nanoTime();
            }
            return new DiskFigures(
                    blockBytes,
                    forces.getTotalCount() * (double) blockBytes * NANOS_PER_SECOND / (end - start),
                    forces);
        }
    }
}
