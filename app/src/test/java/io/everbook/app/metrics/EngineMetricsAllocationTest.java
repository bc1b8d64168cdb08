package io.everbook.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.Stage;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class EngineMetricsAllocationTest {

    private static final int EVENTS = 200_000;
    private static final int ROUNDS = 5;
    /** What the measurement itself may allocate: less than one byte for each thousand events. */
    private static final long SLACK_BYTES = EVENTS / 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldNotAllocatePerEvent() {
        try (EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "test")) {
            ExecutionEvent traded = new ExecutionEvent()
                    .clear(EventType.TRADED)
                    .commandType(CommandType.NEW_ORDER)
                    .lastOfCommand(true);
            ExecutionEvent rejected =
                    new ExecutionEvent().clear(EventType.REJECTED).rejectReason(RejectReason.UNKNOWN_ORDER);
            feed(metrics, traded, rejected);

            // What an event allocates is allocated in every round; what a compiler or a window in time does, is not.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                feed(metrics, traded, rejected);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }

            assertThat(least).isLessThanOrEqualTo(SLACK_BYTES);
        }
    }

    private static void feed(EngineMetrics metrics, ExecutionEvent traded, ExecutionEvent rejected) {
        for (int i = 0; i < EVENTS / 2; i++) {
            metrics.onEvent(traded, false);
            metrics.onEvent(rejected, true);
            metrics.journalWritten(1, 64);
            metrics.journalForced(90_000 + i);
            metrics.passed(Stage.MATCH, 1, 1_000 + i);
            metrics.answered(1, 10_000 + i);
            metrics.busy();
        }
    }
}
