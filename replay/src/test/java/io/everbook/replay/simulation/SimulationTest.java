package io.everbook.replay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.replay.RecordedLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs seeds: {@code -Dsimulation.seeds=N} of them from {@code -Dsimulation.first=N} on, or one,
 * {@code -Dsimulation.seed=N}.
 */
final class SimulationTest {

    private static final long DEFAULT_SEEDS = 2_000;
    private static final int PROGRESS_SECONDS = 10;
    /** So many seeds may fail before a run ends early: what fails together often fails for one reason. */
    private static final int MAX_FAILURES = 20;

    private static final boolean WITH_EXECUTIONS =
            Boolean.parseBoolean(System.getProperty("simulation.executions", "true"));

    @BeforeAll
    static void beQuiet() {
        RecordedLogs.recording(false);
    }

    @AfterAll
    static void record() {
        RecordedLogs.recording(true);
    }

    @Test
    void shouldLoseNothingAndHideNothing() throws InterruptedException, ExecutionException {
        Long alone = Long.getLong("simulation.seed");
        long first = alone == null ? Long.getLong("simulation.first", 1) : alone;
        long seeds = alone == null ? Long.getLong("simulation.seeds", DEFAULT_SEEDS) : 1;
        long startNanos = System.nanoTime();

        SimulationCounts counts = run(first, seeds);

        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
        System.out.printf(
                "simulation: first=%d seedsPerSecond=%d millis=%d%n%s%n",
                first, seeds * 1_000 / millis, millis, counts.text());
        assertThat(counts.seeds).isEqualTo(seeds);
    }

    @Test
    void shouldReplayASeedExactly() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(new Simulation(seed).run().text())
                    .isEqualTo(new Simulation(seed).run().text());
        }
    }

    private static SimulationCounts run(long first, long seeds) throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong(first);
        Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
        int threads = (int) Math.min(seeds, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SimulationCounts>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> runOnThread(next, first + seeds, failures)));
            }
            SimulationCounts counts = new SimulationCounts();
            for (Future<SimulationCounts> result : results) {
                counts.add(result.get());
            }
            if (!failures.isEmpty()) {
                AssertionError failure = failures.remove();
                failures.forEach(failure::addSuppressed);
                throw failure;
            }
            return counts;
        } finally {
            pool.shutdownNow();
        }
    }

    private static SimulationCounts runOnThread(AtomicLong next, long end, Queue<AssertionError> failures) {
        SimulationCounts counts = new SimulationCounts();
        long reportedNanos = System.nanoTime();
        for (long seed = next.getAndIncrement();
                seed < end && failures.size() < MAX_FAILURES;
                seed = next.getAndIncrement()) {
            try {
                counts.add(new Simulation(seed, WITH_EXECUTIONS).run());
            } catch (RuntimeException | Error e) {
                String what = "seed " + seed + " fails; run it alone with -Dsimulation.seed=" + seed + ": " + e;
                System.out.println("simulation: " + what);
                failures.add(new AssertionError(what, e));
            }
            if (System.nanoTime() - reportedNanos > TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)) {
                reportedNanos = System.nanoTime();
                System.out.println("simulation: at seed " + seed);
            }
        }
        return counts;
    }
}
