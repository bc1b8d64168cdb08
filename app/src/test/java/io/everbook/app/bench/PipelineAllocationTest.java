package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After warm-up a lane's threads allocate nothing for a command: from its ring slot to its executions log. */
@Timeout(300)
final class PipelineAllocationTest {

    private static final int MESSAGES = 20_000;
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    /** What does not grow with the number of commands: a checkpoint now and then, a deoptimisation. */
    private static final long ONCE_BYTES = 32 << 10;

    private static final long AT_LEAST = 10_000;

    /** Slow enough that each command is a batch of its own, more or less. */
    private static final int RATE = 50_000;

    private static final int WINDOWS = 11;
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"SINGLE, 100, 1", "JOINED, 100, 100", "SEPARATE, 100, 1", "JOINED, 0, 1", "JOINED, -1, 1"})
    void shouldAllocateNothingForACommand(StageLayout layout, int syncMs, int instruments) {
        PipelineVariant variant = new PipelineVariant(layout, WaitStrategyKind.SLEEPING, syncMs, instruments, 0);
        PipelineFlow flow = PipelineFlow.of(Workload.generate(MESSAGES, 5), instruments);
        try (PipelineTrial trial = new PipelineTrial(variant, flow, directory.resolve("data"), 0)) {
            // Whole passes, after which every table has the size that it needs.
            do {
                trial.load.run(0, WARM_UP_NANOS);
            } while (trial.load.sent() < 3L * flow.steps());
            long sent = trial.load.sent();
            Footprint before = Footprint.now();
            do {
                trial.load.run(0, NANOS);
            } while (trial.load.sent() - sent < AT_LEAST);
            Footprint after = Footprint.now();
            long commands = trial.load.sent() - sent;
            assertThat(allocated(before, after))
                    .as("bytes allocated for %d commands: %s", commands, byPart(before, after))
                    .isLessThan(ONCE_BYTES + commands / 10);
        }
    }

    /** Per command, batch, force or time: whatever allocates would do so in most windows. */
    @ParameterizedTest
    @CsvSource({"SINGLE, SLEEPING, 2, 1", "SINGLE, BLOCKING, 2, 3", "JOINED, SLEEPING, 2, 1", "SINGLE, SLEEPING, 0, 1"})
    void shouldAllocateNothingAtASteadyRate(StageLayout layout, WaitStrategyKind wait, int syncMs, int instruments) {
        PipelineVariant variant = new PipelineVariant(layout, wait, syncMs, instruments, RATE);
        PipelineFlow flow = PipelineFlow.of(Workload.generate(MESSAGES, 5), instruments);
        try (PipelineTrial trial = new PipelineTrial(variant, flow, directory.resolve("data"), 0)) {
            for (int i = 0; i < 3; i++) {
                trial.load.pass();
            }
            long[] bytes = new long[WINDOWS];
            for (int i = 0; i < WINDOWS; i++) {
                Footprint before = Footprint.now();
                trial.load.run(RATE, WINDOW_NANOS);
                bytes[i] = allocated(before, Footprint.now());
            }
            Arrays.sort(bytes);
            // A checkpoint every 65,536 commands, a segment that is full, the compiler: each is in a window or two.
            assertThat(bytes[WINDOWS / 2])
                    .as("bytes allocated in a window, median of %s", Arrays.toString(bytes))
                    .isZero();
        }
    }

    private static String byPart(Footprint before, Footprint after) {
        return Stream.of(Footprint.Part.STAGES, Footprint.Part.EVENTS, Footprint.Part.FORCES)
                .map(part -> part + " " + after.allocatedBytes(part, before))
                .collect(Collectors.joining(", "));
    }

    private static long allocated(Footprint before, Footprint after) {
        return after.allocatedBytes(Footprint.Part.STAGES, before)
                + after.allocatedBytes(Footprint.Part.EVENTS, before)
                + after.allocatedBytes(Footprint.Part.FORCES, before);
    }
}
