package io.everbook.app.replay;

import io.everbook.replay.VerificationReport;
import io.everbook.replay.finding.Finding;
import java.util.List;

/**
 * What {@code replay verify} found of one symbol.
 *
 * @param report the verification of its files
 * @param findings what was changed, and at which command first
 * @param comparison what came of replaying it on another build; null where none was asked for
 */
record VerifiedSymbol(VerificationReport report, List<Finding> findings, BuildComparison comparison) {

    /** Copies the findings. */
    VerifiedSymbol {
        findings = List.copyOf(findings);
    }

    /** {@return whether all is well} */
    boolean good() {
        return report.good() && (comparison == null || comparison.equal());
    }
}
