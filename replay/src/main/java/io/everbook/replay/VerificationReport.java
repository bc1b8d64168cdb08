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
 * @param lastProofEqual the newest command at which a proof is equal to the replay; 0 where there is none
 * @param divergences where a replay and the proofs of the living engine differ, in order: proofs that were changed
 *     themselves, and last, where the replay went another way, that
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
        long lastProofEqual,
        List<Divergence> divergences,
        ExecutionsComparison executions) {

    /** Copies the divergences. */
    public VerificationReport {
        divergences = List.copyOf(divergences);
    }

    /** {@return the first divergence; null where there is none} */
    public Divergence divergence() {
        return divergences.isEmpty() ? null : divergences.get(0);
    }

    /** {@return whether nothing is wrong that an operator must attend to} */
    public boolean good() {
        boolean differs = executions != null && executions.difference() != null;
        return divergences.isEmpty() && !differs && files.stream().allMatch(FileVerdict::good);
    }
}
