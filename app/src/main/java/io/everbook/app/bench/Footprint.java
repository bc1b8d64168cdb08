package io.everbook.app.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the process has used up to a moment: processor time and allocation by thread, and garbage collections. */
final class Footprint {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Part, Long> cpuNanos = new HashMap<>();
    private final Map<Part, Long> allocatedBytes = new HashMap<>();
    private final long processNanos;
    private final long collections;
    private final long collectionMillis;

    private Footprint() {
        long sender = Thread.currentThread().getId();
        long[] ids = THREADS.getAllThreadIds();
        var infos = THREADS.getThreadInfo(ids);
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null && allocated[i] >= 0) {
                Part part = ids[i] == sender ? Part.SENDER : Part.of(infos[i].getThreadName());
                cpuNanos.merge(part, Math.max(0, THREADS.getThreadCpuTime(ids[i])), Long::sum);
                allocatedBytes.merge(part, allocated[i], Long::sum);
            }
        }
        processNanos = SYSTEM.getProcessCpuTime();
        long count = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        collections = count;
        collectionMillis = millis;
    }

    /** Whose threads they are. */
    enum Part {
        /** The thread that sends, which is the one that asks. */
        SENDER,
        /** The threads of the command ring. */
        STAGES,
        /** The threads of the event ring. */
        EVENTS,
        /** The thread that forces logs. */
        FORCES,
        /** Everything else in Java: follower, timers. */
        OTHERS;

        private static Part of(String thread) {
            if (!thread.startsWith("everbook-lane-")) {
                return thread.startsWith("everbook-journal-") ? FORCES : OTHERS;
            }
            return thread.contains("-events-") ? EVENTS : STAGES;
        }
    }

    /** {@return what was used up to now; to be asked for by the sender} */
    static Footprint now() {
        return new Footprint();
    }

    /** {@return processor time of a part since an earlier moment, nanoseconds} */
    long cpuNanos(Part part, Footprint earlier) {
        return cpuNanos.getOrDefault(part, 0L) - earlier.cpuNanos.getOrDefault(part, 0L);
    }

    /** {@return what a part allocated since an earlier moment, bytes} */
    long allocatedBytes(Part part, Footprint earlier) {
        return allocatedBytes.getOrDefault(part, 0L) - earlier.allocatedBytes.getOrDefault(part, 0L);
    }

    /** {@return processor time of the whole process, compiler and collector included, nanoseconds} */
    long processNanos(Footprint earlier) {
        return processNanos - earlier.processNanos;
    }

    /** {@return how many garbage collections there were} */
    long collections(Footprint earlier) {
        return collections - earlier.collections;
    }

    /** {@return how long they took, milliseconds} */
    long collectionMillis(Footprint earlier) {
        return collectionMillis - earlier.collectionMillis;
    }
}
