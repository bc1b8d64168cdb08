package io.everbook.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sequence and digest of a living market as one pair, written by the last stage of its lane after each command and
 * read by any other thread. The version is odd while the pair is being written and a reader tries again, so the writer
 * never waits and takes no lock.
 */
public final class PublishedPosition {

    private static final VarHandle VERSION = handle("version");
    private static final VarHandle SEQUENCE = handle("sequence");
    private static final VarHandle DIGEST = handle("digest");

    private long version;
    private long sequence;
    private long digest;

    /** Creates the position of a market that has applied nothing: sequence 0, digest 0. */
    public PublishedPosition() {}

    /**
     * Publishes where the market is. For one thread, the last stage's.
     *
     * @param newSequence the last command applied
     * @param newDigest the digest after it
     */
    public void publish(long newSequence, long newDigest) {
        long next = version + 1;
        VERSION.setOpaque(this, next);
        VarHandle.storeStoreFence();
        SEQUENCE.setOpaque(this, newSequence);
        DIGEST.setOpaque(this, newDigest);
        VERSION.setRelease(this, next + 1);
    }

    /** {@return where the market is; for any thread} */
    public MarketPosition read() {
        while (true) {
            long before = (long) VERSION.getAcquire(this);
            long readSequence = (long) SEQUENCE.getOpaque(this);
            long readDigest = (long) DIGEST.getOpaque(this);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && (long) VERSION.getOpaque(this) == before) {
                return new MarketPosition(readSequence, readDigest);
            }
            Thread.onSpinWait();
        }
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(PublishedPosition.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
