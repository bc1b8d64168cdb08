package io.everbook.replay;

import io.everbook.core.matching.Market;
import io.everbook.journal.storage.Storage;

/**
 * Goes from a proof that differs back to the first command whose events differ from the recorded ones: the commands
 * between the last equal and the first different proof are replayed once more and held against the record.
 */
final class Bisection {

    private final Storage storage;
    private final RecordedEvents recorded;

    Bisection(Storage storage, RecordedEvents recorded) {
        this.storage = storage;
        this.recorded = recorded;
    }

    /**
     * Narrows a divergence.
     *
     * @param found the divergence
     * @param base a market at or before its last equal command; used up; null where there is none
     * @return the divergence with its first command, where the record tells
     */
    Divergence narrow(Divergence found, Market base) {
        if (base == null || recorded == RecordedEvents.NONE) {
            return found;
        }
        try (JournalReplay replay = JournalReplay.unchecked(storage, base)) {
            while (base.sequence() < found.firstDifferent() && replay.step()) {
                boolean inside = base.sequence() > found.lastEqual();
                if (inside && !recorded.equal(base.sequence(), replay.events())) {
                    return new Divergence(
                            found.lastEqual(),
                            found.firstDifferent(),
                            found.proof(),
                            found.recordedDigest(),
                            found.replayedDigest(),
                            base.sequence());
                }
            }
        }
        return found;
    }
}
