package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.metrics.EngineMetrics;
import io.everbook.app.metrics.EngineView;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrometheusScrapeIT {

    @TempDir
    private Path directory;

    @Test
    void shouldBeScrapedByRealPrometheus() throws Exception {
        assumeTrue(PrometheusServer.installed(), "no prometheus on the path: apt-get install prometheus");
        FakeEngine engine = new FakeEngine();
        Configuration.Http http = new Configuration.Http(true, "127.0.0.1", 0);
        try (EngineMetrics metrics = metrics(engine);
                HttpGateway gateway = HttpGateway.start(
                        http,
                        new HttpSources(
                                engine::health,
                                metrics::scrape,
                                engine,
                                symbol -> null,
                                FakeEngine.SYNC_MODE,
                                TestKeys.NONE.access(),
                                null,
                                null,
                                () -> ServiceFaults.NONE));
                PrometheusServer prometheus = PrometheusServer.start(directory, gateway.port())) {

            assertThat(prometheus.awaitValue("up{job=\"everbook\"} == 1")).isEqualTo(1);
            assertThat(prometheus.awaitValue("everbook_trades_total")).isEqualTo(1);
            assertThat(prometheus.awaitValue("everbook_market_sequence{symbol=\"BTC-USD\"}"))
                    .isEqualTo(42);
            assertThat(prometheus.awaitValue("everbook_journal_force_seconds_bucket{le=\"0.001\"}"))
                    .isEqualTo(1);
        }
    }

    private static EngineMetrics metrics(FakeEngine engine) {
        EngineMetrics metrics = new EngineMetrics(Configuration.defaults(), "test");
        metrics.observe(new EngineView(engine::health, () -> 64, () -> 64, engine));
        metrics.recovered("BTC-USD", new EngineProbe.Recovered(42, 42, 0, 1_000_000));
        metrics.journalForced(900_000);
        metrics.onEvent(new ExecutionEvent().clear(EventType.TRADED), true);
        return metrics;
    }
}
