package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageTimesTest {

    private static final int COMMANDS = 500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "JOINED", "SEPARATE"})
    void shouldTellOfEachCommandInEachStageWhereEachBatchIsForced(StageLayout layout) {
        Map<Stage, Histogram> times = trade(layout, 0);
        for (Stage stage : Stage.values()) {
            // Where one thread does all, nothing passes an event ring.
            boolean passed = stage != Stage.PUBLISH || layout != StageLayout.SINGLE;
            assertThat(times.get(stage).getTotalCount()).as("%s", stage).isEqualTo(passed ? COMMANDS : 0);
        }
        assertThat(times.get(Stage.FORCE).getMinValue()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"SINGLE", "JOINED", "SEPARATE"})
    void shouldTellOfNoForceWhereJournalsAreForcedAtAnInterval(StageLayout layout) {
        Map<Stage, Histogram> times = trade(layout, 1);
        assertThat(times.get(Stage.FORCE).getTotalCount()).isZero();
        assertThat(times.get(Stage.JOURNAL).getTotalCount()).isEqualTo(COMMANDS);
    }

    private Map<Stage, Histogram> trade(StageLayout layout, int syncIntervalMs) {
        StageTimes times = new StageTimes();
        TestEngine test = new TestEngine(directory)
                .syncIntervalMs(syncIntervalMs)
                .threading(layout, WaitStrategyKind.SLEEPING)
                .timedBy(times);
        try (Engine engine = test.start(TestEngine.BTC)) {
            for (int i = 1; i <= COMMANDS; i++) {
                TestEngine.submit(engine, TestOrders.buy(0, i, i, 1));
            }
            test.events.awaitAnswers(COMMANDS);
            // The last event of a batch arrives before that batch's stages have told how long they took.
        }
        Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            histograms.put(stage, times.interval(stage));
        }
        return histograms;
    }
}
