package io.everbook.app.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets one log line of each kind through in a minute, and counts those between, so that a flood of mistakes writes no
 * flood of lines. Kinds are few words of the caller's, never text of a client's. Any thread may call.
 */
public final class LineLimit {

    /** What {@link #admit} gives where a line is to be left out. */
    public static final long HOLD = -1;

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final long startNanos;

    private static final class Kind {

        private final AtomicLong nextNanos = new AtomicLong();
        private final AtomicLong held = new AtomicLong();
    }

    /** Starts with nothing written yet. */
    public LineLimit() {
        this(System::nanoTime);
    }

    LineLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    /**
     * Asks for a line.
     *
     * @param kind its kind
     * @return how many of the kind were left out before this one; {@link #HOLD} where this one is to be left out
     */
    public long admit(String kind) {
        Kind limited = kinds.computeIfAbsent(kind, first -> new Kind());
        long elapsed = nanoTime.getAsLong() - startNanos;
        long next = limited.nextNanos.get();
        if (elapsed < next || !limited.nextNanos.compareAndSet(next, elapsed + MINUTE_NANOS)) {
            limited.held.incrementAndGet();
            return HOLD;
        }
        return limited.held.getAndSet(0);
    }
}
