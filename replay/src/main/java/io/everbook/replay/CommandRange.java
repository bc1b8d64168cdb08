package io.everbook.replay;

/**
 * Some commands of a journal, without a gap.
 *
 * @param from the first
 * @param through the last; one less than the first where there is none; {@link #UNKNOWN} where nobody can tell
 */
public record CommandRange(long from, long through) {

    /** The end of a range that nobody can tell. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    boolean contains(long sequence) {
        return from <= sequence && sequence <= through;
    }

    long next() {
        return through + 1;
    }
}
