package io.everbook.replay;

import java.util.List;

/**
 * What the verification of one symbol found.
 *
 * @param symbol the symbol
 * @param files a verdict for each file: segments oldest first, then snapshots oldest first, then the executions log
 * @param commands how many commands of the journal are whole
 * @param checkpointsEqual how many checkpoints a replay arrived at
 * @param replayedThrough the last command that was replayed; 0 where none was
 * @param digest the digest after it
 * @param divergence where a replay went another way than the living engine; null where it did not
 */
public record VerificationReport(
        String symbol,
        List<FileVerdict> files,
        long commands,
        long checkpointsEqual,
        long replayedThrough,
        long digest,
        Divergence divergence) {

    /** {@return whether nothing is wrong that an operator must attend to} */
    public boolean good() {
        return divergence == null && files.stream().allMatch(FileVerdict::good);
    }
}
