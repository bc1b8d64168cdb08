package io.everbook.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory the process uses at a moment.
 *
 * @param heapBytes of the heap, garbage included
 * @param residentBytes of the machine's memory, all together; 0 where the system does not tell
 */
record MemoryUse(long heapBytes, long residentBytes) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIBI = 1024;

    static MemoryUse now() {
        return new MemoryUse(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), resident());
    }

    private static long resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBI)
                    .findFirst()
                    .orElse(0);
        } catch (IOException noSuchFile) {
            return 0;
        }
    }
}
