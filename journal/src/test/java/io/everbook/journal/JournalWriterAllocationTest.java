package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.everbook.core.command.Command;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalWriterAllocationTest {

    private static final int BATCH = 100;

    @TempDir
    private Path directory;

    @Test
    void shouldAllocateNothingPerCommandAfterWarmUp() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (JournalFiles files = new JournalFiles(directory);
                JournalWriter writer = files.writer(JournalOptions.DEFAULT)) {
            JournalingHandler handler = new JournalingHandler(1, 1_024, false, JournalListener.NONE);
            handler.register(0, writer);
            Command[] ring = new Command[BATCH];
            for (int i = 0; i < BATCH; i++) {
                ring[i] = (i % 2 == 0 ? Commands.order(i) : Commands.cancel(i)).marketIndex(0);
            }
            run(handler, ring, 3_000);
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            run(handler, ring, 2_000);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat((double) allocated / (2_000 * BATCH)).isLessThan(1);
        }
    }

    @Test
    void shouldAllocateNothingWhereABatchIsLargerThanAllBeforeIt() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int largest = 16_384;
        try (JournalFiles files = new JournalFiles(directory);
                JournalWriter writer = files.writer(JournalOptions.DEFAULT)) {
            JournalingHandler handler = new JournalingHandler(1, largest, false, JournalListener.NONE);
            handler.register(0, writer);
            Command command = Commands.order(1).marketIndex(0);
            for (int i = 0; i < 1_000; i++) {
                handler.onEvent(command, i, true);
            }
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < largest; i++) {
                handler.onEvent(command, i, i == largest - 1);
            }
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            // What a write allocates in code that is not compiled yet: less than a byte a command.
            assertThat(allocated).isLessThan(largest);
        }
    }

    private static void run(JournalingHandler handler, Command[] ring, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < BATCH; i++) {
                handler.onEvent(ring[i], i, i == BATCH - 1);
            }
        }
    }
}
