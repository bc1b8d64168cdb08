package io.everbook.replay.simulation;

import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalRetention;
import io.everbook.snapshot.FollowerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How one simulated engine is configured.
 *
 * @param instruments what is traded
 * @param intervalNanos the time between two forces; 0 to force each batch
 * @param journal how segments are laid out: small, so that there are many
 * @param follower how snapshots are kept
 * @param checkpointInterval how many commands lie between two checkpoints
 * @param executions how segments of the executions logs are laid out; null where there are none
 */
record SimulationSetup(
        List<Instrument> instruments,
        long intervalNanos,
        JournalOptions journal,
        FollowerOptions follower,
        int checkpointInterval,
        JournalOptions executions) {

    private static final long ROUND_NANOS = 5_000_000;
    private static final int[] GROW_BYTES = {0, 600, 1_500, 4_096};
    private static final int[] CAPACITIES = {4, 30, 150};

    static SimulationSetup draw(SplittableRandom random) {
        List<Instrument> instruments = new ArrayList<>();
        instruments.add(instrument("AAA-USD", random));
        if (random.nextInt(4) == 0) {
            instruments.add(instrument("BBB-USD", random));
        }
        JournalRetention retention = random.nextBoolean() ? JournalRetention.DELETE : JournalRetention.ARCHIVE;
        return new SimulationSetup(
                instruments,
                random.nextInt(3) == 0 ? 1_000_000L * random.nextInt(1, 20) : 0,
                new JournalOptions(
                        8_192 + random.nextInt(3) * 2_000,
                        GROW_BYTES[random.nextInt(GROW_BYTES.length)],
                        1_024 + random.nextInt(3) * 500),
                new FollowerOptions(random.nextInt(1, 4), random.nextInt(3) * 10_000L, retention, 1, 1),
                1 << random.nextInt(2, 6),
                null);
    }

    /** The same with an executions log for each symbol. */
    SimulationSetup withExecutions(SplittableRandom random) {
        JournalOptions options = new JournalOptions(
                8_192 + random.nextInt(4) * 3_000,
                GROW_BYTES[random.nextInt(GROW_BYTES.length)],
                1_024 + random.nextInt(3) * 1_000);
        return new SimulationSetup(instruments, intervalNanos, journal, follower, checkpointInterval, options);
    }

    boolean logsExecutions() {
        return executions != null;
    }

    boolean forcesEachBatch() {
        return intervalNanos == 0;
    }

    /** The time between two rounds of the forcing thread, which executions logs have in any case. */
    long roundNanos() {
        return forcesEachBatch() ? ROUND_NANOS : intervalNanos;
    }

    private static Instrument instrument(String symbol, SplittableRandom random) {
        int capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
        return new Instrument(symbol, DecimalUnit.of("0.01"), DecimalUnit.of("0.001"), capacity);
    }
}
