package io.everbook.app.audit;

import io.everbook.app.security.RateLimits;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets the rate of each key go on where it was: a crash fills no bucket. */
public final class BucketMemory implements AuditMemory {

    /** The detail that says when the bucket of a key will be full, in nanoseconds since the epoch. */
    static final String BUCKET_FULL = "bucketFull";

    private final RateLimits limits;
    private final LongSupplier epochNanos;

    /**
     * Creates the memory of rate limits.
     *
     * @param limits the limits, before they are asked for the first time
     * @param epochNanos nanoseconds since the epoch
     */
    public BucketMemory(RateLimits limits, LongSupplier epochNanos) {
        this.limits = limits;
        this.epochNanos = epochNanos;
    }

    @Override
    public void recall(AuditRecord record) {
        if (record.kind() == AuditKind.ACCESS && record.details().containsKey(BUCKET_FULL)) {
            limits.restore(record.keyId(), record.number(BUCKET_FULL, 0) - epochNanos.getAsLong());
        }
    }

    @Override
    public Map<String, String> remember(String keyId) {
        long emptyNanos = limits.nanosUntilFull(keyId);
        return emptyNanos == 0 ? Map.of() : Map.of(BUCKET_FULL, Long.toString(epochNanos.getAsLong() + emptyNanos));
    }
}
