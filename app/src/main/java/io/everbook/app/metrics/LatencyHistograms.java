package io.everbook.app.metrics;

import io.everbook.app.engine.Stage;
import io.everbook.app.engine.StageTimes;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long commands take in each stage and altogether. The engine's threads record into HdrHistograms, without lock and
 * without allocation; a scrape sorts what was recorded since the last one into the buckets that Prometheus knows.
 */
final class LatencyHistograms implements MultiCollector {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 2;

    private final StageTimes stages = new StageTimes();
    private final Recorder endToEnd = new Recorder(HIGHEST_NANOS, DIGITS);
    private final Map<Stage, LatencyBuckets> stageBuckets = new EnumMap<>(Stage.class);
    private final LatencyBuckets endToEndBuckets = new LatencyBuckets();

    LatencyHistograms() {
        for (Stage stage : Stage.values()) {
            stageBuckets.put(stage, new LatencyBuckets());
        }
    }

    void passed(Stage stage, int commands, long nanos) {
        stages.record(stage, commands, nanos);
    }

    void answered(int commands, long nanos) {
        endToEnd.recordValueWithCount(Math.max(0, Math.min(HIGHEST_NANOS, nanos)), commands);
    }

    @Override
    public synchronized MetricSnapshots collect() {
        HistogramSnapshot.Builder byStage = HistogramSnapshot.builder()
                .name("everbook_stage_latency_seconds")
                .help("How long each command's batch took in a stage, by stage");
        for (Stage stage : Stage.values()) {
            LatencyBuckets buckets = stageBuckets.get(stage);
            buckets.add(stages.interval(stage));
            byStage.dataPoint(point(buckets, Labels.of("stage", stage.name().toLowerCase(Locale.ROOT))));
        }
        Histogram interval = endToEnd.getIntervalHistogram();
        endToEndBuckets.add(interval);
        HistogramSnapshot whole = HistogramSnapshot.builder()
                .name("everbook_command_latency_seconds")
                .help("How long each command's batch took from its oldest time stamp to the first listener")
                .dataPoint(point(endToEndBuckets, Labels.EMPTY))
                .build();
        return MetricSnapshots.of(byStage.build(), whole);
    }

    private static HistogramDataPointSnapshot point(LatencyBuckets buckets, Labels labels) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(LatencyBuckets.upperSeconds(), buckets.counts()))
                .sum(buckets.sumSeconds())
                .labels(labels)
                .build();
    }
}
