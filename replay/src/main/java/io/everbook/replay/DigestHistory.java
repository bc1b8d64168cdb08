package io.everbook.replay;

/** The digests after the last 131,072 commands: a checkpoint speaks of a command that was replayed some time before. */
final class DigestHistory {

    /** Twice the distance of checkpoints; a power of two. */
    static final int CAPACITY = 131_072;

    private static final int MASK = CAPACITY - 1;

    private final long[] digests = new long[CAPACITY];
    private final long oldestEver;
    private long newest;

    /** Starts with the digest that a market has before it replays anything. */
    DigestHistory(long sequence, long digest) {
        oldestEver = sequence;
        add(sequence, digest);
    }

    void add(long sequence, long digest) {
        newest = sequence;
        digests[(int) sequence & MASK] = digest;
    }

    boolean contains(long sequence) {
        return sequence <= newest && sequence >= oldestEver && sequence > newest - CAPACITY;
    }

    /** {@return the digest after a command that is contained} */
    long digest(long sequence) {
        return digests[(int) sequence & MASK];
    }
}
