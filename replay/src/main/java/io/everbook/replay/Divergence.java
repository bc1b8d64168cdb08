package io.everbook.replay;

/**
 * A replay that does not give what the living engine had, as near to its cause as the evidence goes.
 *
 * @param lastEqual the newest command at which both were equal; 0 for the empty market
 * @param firstDifferent the first command at which a proof differs
 * @param proof what differs: a checkpoint's or a snapshot's file
 * @param recordedDigest the digest that the living engine had there
 * @param replayedDigest the digest that the replay has there
 * @param command the first command whose events differ from the recorded ones; 0 where no record of events tells
 */
public record Divergence(
        long lastEqual, long firstDifferent, String proof, long recordedDigest, long replayedDigest, long command) {

    /** {@return what is known, as a sentence without a final point} */
    public String sentence() {
        String where = command > 0
                ? "the first command whose events differ is " + command
                : "no record of events tells which command between them differs first";
        return "replaying the journal does not give what the living engine had: equal up to command " + lastEqual
                + ", different at command " + firstDifferent + "; " + where
                + "; keep all files, and replay with the version that wrote them: proof=" + proof + " recorded="
                + Long.toHexString(recordedDigest) + " replayed=" + Long.toHexString(replayedDigest);
    }
}
