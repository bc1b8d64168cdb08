package io.everbook.app.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A histogram of each stage, for whoever is told by {@link EngineProbe#passed}. Any number of threads may record,
 * without lock and without allocation; one thread at a time may ask.
 */
public final class StageTimes {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 2;

    private final Map<Stage, Recorder> recorders = new EnumMap<>(Stage.class);

    /** Creates empty histograms. */
    public StageTimes() {
        for (Stage stage : Stage.values()) {
            recorders.put(stage, new Recorder(HIGHEST_NANOS, DIGITS));
        }
    }

    /**
     * Records that a batch has passed a stage.
     *
     * @param stage the stage
     * @param commands how many commands the batch has; each counts, 1 or more
     * @param nanos how long it took; more than a minute counts as a minute
     */
    public void record(Stage stage, int commands, long nanos) {
        recorders.get(stage).recordValueWithCount(Math.max(0, Math.min(HIGHEST_NANOS, nanos)), commands);
    }

    /**
     * Tells what was recorded since the last call for that stage.
     *
     * @param stage the stage
     * @return how long each command's batch took, nanoseconds; owned by the caller
     */
    public Histogram interval(Stage stage) {
        return recorders.get(stage).getIntervalHistogram();
    }
}
