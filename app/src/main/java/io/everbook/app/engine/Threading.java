package io.everbook.app.engine;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;

/**
 * How many threads a lane has and how they wait, chosen by the number of cores where the configuration leaves it open.
 * Spinning threads must never outnumber the cores: on two cores a pipeline of busy spinners takes milliseconds a turn.
 *
 * @param stages one thread for all stages, or one each
 * @param waitStrategy how ring threads wait
 */
record Threading(StageLayout stages, WaitStrategyKind waitStrategy) {

    private static final int FEW_CORES = 3;
    /** Where commands come from, beside the lanes: its core must not be spun away. */
    private static final int GATEWAY_CORES = 1;

    private static final int STAGES = 3;

    /**
     * Chooses.
     *
     * @param configuration what the operator asked for
     * @param cores how many cores there are
     * @param listeners how many listeners a lane has
     * @return the choice, with nothing left open
     * @throws EngineException where busy spinning was asked for and there are too few cores for it
     */
    static Threading choose(Configuration configuration, int cores, int listeners) {
        StageLayout stages = configuration.stages();
        if (stages == StageLayout.AUTO) {
            stages = cores <= FEW_CORES ? StageLayout.SINGLE : StageLayout.SEPARATE;
        }
        int perLane = perLane(stages, listeners);
        int threads = configuration.lanes() * perLane;
        WaitStrategyKind wait = configuration.waitStrategy();
        if (wait == WaitStrategyKind.AUTO) {
            boolean coreToSpare = threads < cores && cores > GATEWAY_CORES + 1;
            wait = coreToSpare ? WaitStrategyKind.YIELDING : waitOnFewCores(configuration.persistence());
        }
        if (wait == WaitStrategyKind.BUSY_SPIN && threads >= cores) {
            throw new EngineException("waitStrategy busy-spin needs a core for each of the " + threads
                    + " ring threads and one to spare: choose yielding, sleeping or blocking, or fewer lanes: cores="
                    + cores + " threads=" + threads);
        }
        return new Threading(stages, wait);
    }

    private static int perLane(StageLayout stages, int listeners) {
        return switch (stages) {
            case SINGLE -> 1;
            case JOINED -> 2;
            case AUTO, SEPARATE -> STAGES + Math.max(1, listeners);
        };
    }

    /**
     * Where each batch waits for the device, a thread that sleeps wakes again and again for nothing during a force; to
     * be woken costs little beside one.
     */
    private static WaitStrategyKind waitOnFewCores(Configuration.Persistence persistence) {
        boolean forcesEachBatch = persistence.enabled() && persistence.journalSyncIntervalMs() == 0;
        return forcesEachBatch ? WaitStrategyKind.BLOCKING : WaitStrategyKind.SLEEPING;
    }

    /**
     * Tells how much of a core the follower may use: on few cores it must leave them to the lanes, and may lag.
     *
     * @param cores how many cores there are
     * @return percent of one core
     */
    static int followerBusyPercent(int cores) {
        return cores <= FEW_CORES ? 25 : 100;
    }

    /** {@return a new wait strategy of the chosen kind} */
    WaitStrategy newWaitStrategy() {
        return switch (waitStrategy) {
            case BLOCKING -> new BlockingWaitStrategy();
            case SLEEPING, AUTO -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
