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

            long before = threads.getCurrentThreadAllocatedBytes();
            feed(metrics, traded, rejected);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThanOrEqualTo(SLACK_BYTES);
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
