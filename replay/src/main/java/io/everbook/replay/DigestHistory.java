package io.everbook.replay;

/** The digests after the last 131,072 commands: a checkpoint speaks of a command that was replayed some time before. */
final class DigestHistory {

    /** Twice the distance of checkpoints; a power of two. */
    static final int CAPACITY = 131_072;

    private static final int INITIAL_CAPACITY = 1_024;

    private long[] digests = new long[INITIAL_CAPACITY];
    private final long oldestEver;
    private long newest;

    /** Starts with the digest that a market has before it replays anything. */
    DigestHistory(long sequence, long digest) {
        oldestEver = sequence;
        add(sequence, digest);
    }

    void add(long sequence, long digest) {
        if (digests.length < CAPACITY && sequence - oldestEver >= digests.length) {
            grow(sequence);
        }
        newest = sequence;
        digests[(int) sequence & digests.length - 1] = digest;
    }

    boolean contains(long sequence) {
        return sequence <= newest && sequence >= oldestEver && sequence > newest - CAPACITY;
    }

    /** {@return the digest after a command that is contained} */
    long digest(long sequence) {
        return digests[(int) sequence & digests.length - 1];
    }

    /** Doubles the room while it still holds everything, and gives each digest its place there. */
    private void grow(long next) {
        long[] wider = new long[digests.length * 2];
        for (long known = oldestEver; known < next; known++) {
            wider[(int) known & wider.length - 1] = digest(known);
        }
        digests = wider;
    }
}
