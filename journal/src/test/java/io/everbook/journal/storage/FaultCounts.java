package io.everbook.journal.storage;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of fault was injected. For one thread. */
public final class FaultCounts {

    private final long[] counts = new long[DiskFault.values().length];

    /** Starts at zero. */
    public FaultCounts() {}

    /** Counts a fault so many times. */
    public void add(DiskFault fault, long times) {
        counts[fault.ordinal()] += times;
    }

    /** {@return how often a fault was injected} */
    public long count(DiskFault fault) {
        return counts[fault.ordinal()];
    }

    /** Adds what another has counted. */
    public void add(FaultCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** {@return how many faults there were of all kinds} */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** {@return the counts by kind} */
    public Map<DiskFault, Long> byKind() {
        Map<DiskFault, Long> byKind = new EnumMap<>(DiskFault.class);
        for (DiskFault fault : DiskFault.values()) {
            byKind.put(fault, count(fault));
        }
        return byKind;
    }
}
