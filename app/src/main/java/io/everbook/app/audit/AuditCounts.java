package io.everbook.app.audit;

import io.everbook.app.security.TokenBucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a flood of refused requests from filling the disk: the first of them are written one by one, and of the others
 * only how many there were, of a bounded number of sources, at an interval. For one thread at a time.
 */
final class AuditCounts {

    /** So many events are written one by one at once. */
    static final int SINGLE_BURST = 100;

    /** So many more of them a second. */
    static final int SINGLES_PER_SECOND = 1;

    /** So many events of lock-outs are written one by one at once. */
    static final int LOCK_OUT_BURST = 500;

    /** So many more of them a second. */
    static final int LOCK_OUTS_PER_SECOND = 5;

    /** How often counts are written. */
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How many sources are named each time, those with the most events; all others are one record a reason. */
    static final int NAMED_SOURCES = 32;

    /** How many sources are told apart within an interval. */
    static final int MAX_SOURCES = 4_096;

    /** What a record says it concerns that stands for many sources. */
    static final String OTHERS = "*";

    private final Map<AuditEvent, Long> counts = new HashMap<>();
    private final TokenBucket singles;
    private final TokenBucket lockOuts;
    private long drainedNanos;

    AuditCounts(long nowNanos) {
        singles = new TokenBucket(SINGLES_PER_SECOND, SINGLE_BURST, nowNanos);
        lockOuts = new TokenBucket(LOCK_OUTS_PER_SECOND, LOCK_OUT_BURST, nowNanos);
        drainedNanos = nowNanos;
    }

    /** Takes note of an event; whether it is to be written at once, and by itself. */
    boolean single(AuditEvent event, long nowNanos) {
        boolean counted = event.kind().keeping() == AuditKind.Keeping.COUNTED;
        if ((counted ? singles : lockOuts).take(nowNanos) == 0) {
            return true;
        }
        if (!counted) {
            counts.merge(others(event), 1L, Long::sum);
            return false;
        }
        AuditEvent source = counts.size() < MAX_SOURCES || counts.containsKey(event) ? event : others(event);
        counts.merge(source, 1L, Long::sum);
        return false;
    }

    /** An event, and how many there were of it. */
    record Count(AuditEvent event, long count) {}

    /** What was counted since the last time, where the interval is over; the counts begin anew. */
    List<Count> drain(long nowNanos) {
        return nowNanos - drainedNanos < INTERVAL_NANOS ? List.of() : drainAll(nowNanos);
    }

    /** What was counted since the last time. */
    List<Count> drainAll(long nowNanos) {
        drainedNanos = nowNanos;
        List<Count> all = new ArrayList<>();
        counts.forEach((event, count) -> all.add(new Count(event, count)));
        counts.clear();
        all.sort(Comparator.comparingLong(Count::count).reversed());
        List<Count> told = new ArrayList<>(all.subList(0, Math.min(NAMED_SOURCES, all.size())));
        Map<AuditEvent, Long> rest = new LinkedHashMap<>();
        all.subList(told.size(), all.size())
                .forEach(count -> rest.merge(others(count.event()), count.count(), Long::sum));
        rest.forEach((event, count) -> told.add(new Count(event, count)));
        return told;
    }

    /** The same, of no source in particular. Java 17 has no patterns in switches. */
    private static AuditEvent others(AuditEvent event) {
        if (event instanceof AuditEvent.AuthenticationFailed failed) {
            return new AuditEvent.AuthenticationFailed("", OTHERS, failed.reason());
        }
        if (event instanceof AuditEvent.RateLimited limited) {
            return new AuditEvent.RateLimited("", OTHERS, limited.limit());
        }
        return switch (event.kind()) {
            case LOCKED_OUT -> new AuditEvent.LockedOut("", OTHERS, 0, 0);
            case LOCK_OUT_ENDED -> new AuditEvent.LockOutEnded("", OTHERS, 0, 0);
            case FAILURES_CLEARED -> new AuditEvent.FailuresCleared("", OTHERS);
            default -> event;
        };
    }
}
