package io.everbook.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What is written to executions logs, over all symbols. */
final class ExecutionsMeters {

    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    ExecutionsMeters(MeterRegistry registry) {
        FunctionCounter.builder("everbook.executions.events", events, LongAdder::sum)
                .description("Events written to executions logs, those completed at the start included")
                .baseUnit("events")
                .register(registry);
        FunctionCounter.builder("everbook.executions.written", bytes, LongAdder::sum)
                .description("Bytes written to executions logs")
                .baseUnit("bytes")
                .register(registry);
    }

    void written(int eventCount, long byteCount) {
        events.add(eventCount);
        bytes.add(byteCount);
    }
}
