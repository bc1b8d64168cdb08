package io.everbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.everbook.core.event.ExecutionEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecutionsWriterAllocationTest {

    @TempDir
    private Path directory;

    @Test
    void shouldAllocateNothingPerEventAfterWarmUp() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (JournalFiles files = new JournalFiles(directory);
                ExecutionsWriter writer = ExecutionsFiles.writer(files.storage(), JournalOptions.DEFAULT)) {
            ExecutionEvent event = Events.event(1, 0, true);
            event.memo().set(new byte[32], 0, 32);
            run(writer, event, 300_000);
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            run(writer, event, 200_000);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat((double) allocated / 200_000).isLessThan(1);
        }
    }

    private static void run(ExecutionsWriter writer, ExecutionEvent event, int events) {
        for (int i = 0; i < events; i++) {
            writer.append(event.sequence(writer.nextSequence()));
            if (i % 100 == 99) {
                writer.commit();
            }
        }
    }
}
