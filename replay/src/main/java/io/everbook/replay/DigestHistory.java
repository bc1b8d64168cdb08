package io.everbook.replay;

import io.everbook.snapshot.SnapshotHandler;
import java.util.HashMap;
import java.util.Map;

/**
 * The digests after the last 131,072 commands, and after each one at which a checkpoint is due: a checkpoint speaks of
 * a command that was replayed some time before.
 */
final class DigestHistory {

    /** Twice the distance of checkpoints; a power of two. */
    static final int CAPACITY = 131_072;

    private static final int MASK = CAPACITY - 1;

    private final long[] digests = new long[CAPACITY];
    private final Map<Long, Long> due = new HashMap<>();
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
        if (sequence % SnapshotHandler.CHECKPOINT_INTERVAL == 0) {
            due.put(sequence, digest);
        }
    }

    boolean contains(long sequence) {
        return recent(sequence) || due.containsKey(sequence);
    }

    /** {@return the digest after a command that is contained} */
    long digest(long sequence) {
        return recent(sequence) ? digests[(int) sequence & MASK] : due.get(sequence);
    }

    private boolean recent(long sequence) {
        return sequence <= newest && sequence >= oldestEver && sequence > newest - CAPACITY;
    }
}
