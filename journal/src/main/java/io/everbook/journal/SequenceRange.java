package io.everbook.journal;

/**
 * Commands one after the other.
 *
 * @param first the first of them, from 1
 * @param last the last of them
 */
public record SequenceRange(long first, long last) {

    /** Checks the order. */
    public SequenceRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a range has a command or more: first=" + first + " last=" + last);
        }
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
