package io.everbook.replay;

import io.everbook.core.instrument.Instrument;
import java.util.List;

/**
 * What the verification of one symbol found.
 *
 * @param symbol the symbol
 * @param instrument how the journal defines it; null where no header can be read
 * @param files a verdict for each file: segments oldest first, then the executions log's, then snapshots oldest first
 * @param commands how many commands of the journal are whole
 * @param checkpointsEqual how many checkpoints a replay arrived at
 * @param replayedThrough the last command that was replayed; 0 where none was
 * @param digest the digest after it
 * @param divergence where a replay went another way than the living engine; null where it did not
 * @param executions what came of comparing the executions log with the replay; null where there is no log
 */
public record VerificationReport(
        String symbol,
        Instrument instrument,
        List<FileVerdict> files,
        long commands,
        long checkpointsEqual,
        long replayedThrough,
        long digest,
        Divergence divergence,
        ExecutionsComparison executions) {

    /** {@return whether nothing is wrong that an operator must attend to} */
    public boolean good() {
        boolean differs = executions != null && executions.difference() != null;
        return divergence == null && !differs && files.stream().allMatch(FileVerdict::good);
    }
}
