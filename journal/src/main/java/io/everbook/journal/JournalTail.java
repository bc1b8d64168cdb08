package io.everbook.journal;

/**
 * Where a journal ends, and so where its writer goes on; what recovery learns by reading it to the end.
 *
 * @param file the active segment; null where there is none and the writer begins one
 * @param endOffset where the last whole frame of the active segment ends, in bytes; 0 without one
 * @param tornBytes how many bytes of an unfinished last write stand there and are to be set aside; 0 for a clean end
 * @param nextSequence the sequence of the next command, from 1
 * @param closedBytes how many bytes all closed segments have
 * @param checkpoint the newest checkpoint of the journal
 */
public record JournalTail(
        String file, long endOffset, long tornBytes, long nextSequence, long closedBytes, Checkpoint checkpoint) {

    /** Checks the ranges. */
    public JournalTail {
        if (nextSequence < 1 || endOffset < 0 || tornBytes < 0 || closedBytes < 0 || checkpoint == null) {
            throw new IllegalArgumentException("a tail starts at 0 and goes on at 1 or later: endOffset=" + endOffset
                    + " tornBytes=" + tornBytes + " nextSequence=" + nextSequence + " closedBytes=" + closedBytes);
        }
    }

    /**
     * The tail of a symbol that has no journal.
     *
     * @param nextSequence the sequence of the first command, from 1
     * @return the tail
     */
    public static JournalTail empty(long nextSequence) {
        return new JournalTail(null, 0, 0, nextSequence, 0, Checkpoint.NONE);
    }

    /** {@return whether an unfinished last write is to be set aside} */
    public boolean torn() {
        return tornBytes > 0;
    }
}
