package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.StageLayout;
import io.everbook.app.configuration.WaitStrategyKind;
import io.everbook.app.engine.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The tables of the benchmark fit a terminal also where figures are as large as a stalled machine makes them. */
final class PipelineTableTest {

    private static final PipelineVariant LONGEST =
            new PipelineVariant(StageLayout.SEPARATE, WaitStrategyKind.YIELDING, 100, 100, 200_000);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PipelineTable table = new PipelineTable(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void shouldFitATerminalWhereEverythingTakesSeconds() {
        PipelineResult result = slowest();

        table.head();
        table.row("1000", result);
        table.median(List.of(result));

        assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(text()).contains(" 5,0", "99,999,999 ");
    }

    @Test
    void shouldGoOnInTheNextLineWithoutLosingAWord() {
        table.median(List.of(slowest()));

        assertThat(text().replaceAll("\\R +", " "))
                .contains("disk alone, blocks of 4,194,304 bytes: 12345.7 MB/s, write and fdatasync p50 5,0")
                .contains("us; journal 0.00 of it");
    }

    @Test
    void shouldShowAFractionWhereItSaysSomething() {
        table.row("1", result(latency(12), null));
        table.row("2", result(latency(1_024), null));

        assertThat(text().lines().toList().get(0)).containsPattern(" 12\\.0 +12 ");
        assertThat(text().lines().toList().get(1)).containsPattern(" 1,02[0-9] +1,02[0-9] ");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static PipelineResult slowest() {
        Histogram latency = latency(5_000_000);
        return result(latency, new DiskFigures(4 << 20, 12_345_678_901.0, latency));
    }

    private static PipelineResult result(Histogram latency, DiskFigures disk) {
        Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, latency);
        }
        Footprint now = Footprint.now();
        return new PipelineResult(
                LONGEST,
                99_999_999,
                TimeUnit.SECONDS.toNanos(1),
                new PipelineMeter.Interval(latency, stages, 1, 1, 1),
                latency,
                new PipelineResult.Use(now, now),
                disk,
                99_999);
    }

    private static Histogram latency(long micros) {
        Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        histogram.recordValue(TimeUnit.MICROSECONDS.toNanos(micros));
        return histogram;
    }
}
