package io.everbook.replay;

import java.util.List;

/**
 * A replay that does not give what the living engine had, as near to its cause as the evidence goes.
 *
 * @param lastEqual the newest command at which both were equal; 0 for the empty market
 * @param firstDifferent the first command at which a proof differs
 * @param proof what differs: a checkpoint's or a snapshot's file
 * @param recordedDigest the digest that the living engine had there
 * @param replayedDigest the digest that the replay has there
 * @param command the first command whose events differ from those of the executions log; 0 where it does not tell
 * @param eventsEqual whether the log has the events of every command since the last equal one, and all are equal: then
 *     the proof itself is what is wrong
 * @param laterEqual whether another proof at the same command or a later one is equal, which it could not be had a
 *     command differed: then the proof itself is what is wrong
 */
public record Divergence(
        long lastEqual,
        long firstDifferent,
        String proof,
        long recordedDigest,
        long replayedDigest,
        long command,
        boolean eventsEqual,
        boolean laterEqual) {

    /** A divergence of which only the proofs tell. */
    static Divergence of(long lastEqual, long firstDifferent, String proof, long recorded, long replayed) {
        return new Divergence(lastEqual, firstDifferent, proof, recorded, replayed, 0, false, false);
    }

    /** The first divergence of which a file is the proof; null where there is none. */
    static Divergence firstOf(List<Divergence> divergences, String file) {
        return divergences.stream()
                .filter(divergence -> divergence.proof().equals(file))
                .findFirst()
                .orElse(null);
    }

    /** The same, with the first command whose events differ. */
    Divergence at(long first) {
        return new Divergence(lastEqual, firstDifferent, proof, recordedDigest, replayedDigest, first, false, false);
    }

    /** The same, with no command whose events differ. */
    Divergence inTheProofAlone() {
        return new Divergence(lastEqual, firstDifferent, proof, recordedDigest, replayedDigest, 0, true, false);
    }

    /** The same, cleared by another proof that is equal. */
    Divergence clearedLater() {
        return new Divergence(lastEqual, firstDifferent, proof, recordedDigest, replayedDigest, 0, eventsEqual, true);
    }

    /** {@return whether it is known that the replay is right, and the proof was changed} */
    public boolean proofAlone() {
        return eventsEqual || laterEqual;
    }

    /** {@return what is known, as a sentence without a final point} */
    public String sentence() {
        return "replaying the journal does not give what the living engine had: equal up to command " + lastEqual
                + ", different at command " + firstDifferent + "; " + where()
                + "; keep all files, and replay with the version that wrote them: proof=" + proof + " recorded="
                + Long.toHexString(recordedDigest) + " replayed=" + Long.toHexString(replayedDigest);
    }

    private String where() {
        if (command > 0) {
            return "the first command whose events differ is " + command;
        }
        if (laterEqual) {
            return "another proof, at that command or later, is equal, so this proof itself is what differs";
        }
        return eventsEqual
                ? "the executions log has the same events for every command between them, so the proof itself is what"
                        + " differs"
                : "no executions log tells which command between them differs first";
    }
}
