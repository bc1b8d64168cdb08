package io.everbook.replay.finding;

import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.Divergence;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.VerificationReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws from a verification what was changed, and at which command first. */
public final class Findings {

    private final Storage storage;
    private final VerificationReport report;
    private final List<Finding> findings = new ArrayList<>();

    private Findings(Storage storage, VerificationReport report) {
        this.storage = storage;
        this.report = report;
    }

    /**
     * Draws the findings; what is damaged byte-wise is in the report's verdicts, not here.
     *
     * @param storage the data directory that was verified; only read
     * @param report what the verification found
     * @return the findings, by the commands they are about
     */
    public static List<Finding> of(Storage storage, VerificationReport report) {
        return new Findings(storage, report).draw();
    }

    private List<Finding> draw() {
        report.divergences().forEach(divergence -> findings.add(of(divergence)));
        ExecutionsComparison compared = report.executions();
        if (compared != null && compared.difference() != null) {
            log(compared, compared.difference());
        }
        findings.sort(Comparator.comparingLong(Finding::sequence));
        return List.copyOf(findings);
    }

    private Finding of(Divergence divergence) {
        String digests = ": recorded=" + Long.toHexString(divergence.recordedDigest()) + " replayed="
                + Long.toHexString(divergence.replayedDigest());
        if (divergence.proofAlone()) {
            return new Finding(
                    Finding.Kind.PROOF,
                    divergence.firstDifferent(),
                    divergence.firstDifferent(),
                    divergence.proof(),
                    "the proof of command " + divergence.firstDifferent() + " was changed itself, "
                            + (divergence.laterEqual()
                                    ? "another proof at it or behind it is equal"
                                    : "the executions log has the events of the replay up to it")
                            + digests,
                    null);
        }
        if (divergence.command() > 0) {
            return new Finding(
                    Finding.Kind.COMMAND,
                    divergence.command(),
                    divergence.command(),
                    divergence.proof(),
                    "command " + divergence.command() + " is the first that does not give what the living engine had,"
                            + " and the proof of command " + divergence.firstDifferent() + " differs too: the command"
                            + " was changed, or the rules were" + digests,
                    outcomes(divergence.command()));
        }
        return new Finding(
                Finding.Kind.SOME_COMMAND,
                divergence.lastEqual() + 1,
                divergence.firstDifferent(),
                divergence.proof(),
                "a command after " + divergence.lastEqual() + " and up to " + divergence.firstDifferent()
                        + " does not give what the living engine had, or the last proof was changed; without an"
                        + " executions log only the build that wrote the journal can tell (--against)" + digests,
                null);
    }

    private void log(ExecutionsComparison compared, ExecutionsComparison.Difference difference) {
        long sequence = difference.sequence();
        boolean told = findings.stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.COMMAND && finding.sequence() <= sequence);
        if (told || sequence > compared.journalSequence()) {
            // A consequence of that command; or events of commands the journal lost, which the file's verdict tells.
            return;
        }
        boolean proved = report.lastProofEqual() >= sequence;
        String where =
                ": event=" + difference.index() + " file=" + difference.file() + " offset=" + difference.offset();
        findings.add(new Finding(
                proved ? Finding.Kind.EXECUTIONS_ENTRY : Finding.Kind.COMMAND_OR_ENTRY,
                sequence,
                sequence,
                difference.file(),
                "the executions log has other events for command " + sequence + " than the replay, "
                        + (proved
                                ? "and a proof behind it is equal to the replay: the log was changed"
                                : "and no proof behind it tells whether the command or the log was changed")
                        + where,
                outcomes(sequence)));
    }

    private CommandOutcomes outcomes(long sequence) {
        try {
            return CommandOutcomes.of(storage, report.symbol(), sequence);
        } catch (JournalException damaged) {
            return null;
        }
    }
}
