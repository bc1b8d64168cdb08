package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.Storage;

/**
 * Goes from a proof that differs back to the first command whose events differ from the logged ones: the commands
 * between the last equal and the first different proof are replayed once more and held against the
 * executions log.
 */
final class Bisection {

    private final Storage storage;
    private final LogComparison log;

    Bisection(Storage storage, LogComparison log) {
        this.storage = storage;
        this.log = log;
    }

    /**
     * Narrows a divergence.
     *
     * @param found the divergence
     * @param base a market at or before its last equal command; used up; null where there is none
     * @return the divergence with its first command, where the log tells
     */
    Divergence narrow(Divergence found, Market base) {
        if (base == null || found.firstDifferent() <= found.lastEqual()) {
            return found;
        }
        log.passOver(found.lastEqual());
        boolean allEqual = true;
        try (JournalReplay replay = JournalReplay.unchecked(storage, base)) {
            while (base.sequence() < found.firstDifferent() && replay.step()) {
                if (base.sequence() <= found.lastEqual()) {
                    continue;
                }
                LogComparison.Outcome outcome = log.compare(base.sequence(), replay.events());
                if (outcome == LogComparison.Outcome.DIFFERENT) {
                    return found.at(base.sequence());
                }
                allEqual &= outcome == LogComparison.Outcome.EQUAL;
            }
        }
        return allEqual && base.sequence() == found.firstDifferent() ? found.inTheProofAlone() : found;
    }
}
