package io.everbook.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.StreamLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client that measures the port: were it wrong, so would be what it says. */
@Timeout(300)
final class ApiBenchTest {

    private static final String ORDER = "{\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}";

    @TempDir
    private Path directory;

    private ApiBenchEngine start() {
        Configuration d = Configuration.defaults();
        Configuration.Persistence p = d.persistence();
        HttpLimits limits = new HttpLimits(4_096, 60_000, 60_000, 10_000, 5_000, 0, 1);
        return new ApiBenchEngine(new Configuration(
                new Configuration.Persistence(
                        true,
                        directory,
                        p.journalSyncIntervalMs(),
                        p.snapshotIntervalMin(),
                        p.snapshotEveryCommands(),
                        p.keepSnapshots(),
                        p.compactionThreshold(),
                        p.journalRetention(),
                        p.segmentBytes()),
                d.instruments(),
                d.lanes(),
                d.ringSize(),
                d.eventRingSize(),
                d.waitStrategy(),
                d.stages(),
                new Configuration.Http(true, "127.0.0.1", 0, HttpTls.NONE, limits, StreamLimits.DEFAULTS),
                d.logging(),
                d.backup(),
                d.audit()));
    }

    @Test
    void shouldReadTheOutcomeOfEachOrderOnce() throws Exception {
        try (ApiBenchEngine engine = start();
                PlainHttpClient client = engine.plainClient()) {
            List<CompletableFuture<String>> answers =
                    IntStream.range(0, 100).mapToObj(i -> client.post(ORDER)).toList();
            List<String> outcomes =
                    answers.stream().map(CompletableFuture::join).toList();
            String last = client.post(ORDER).join();

            assertThat(outcomes).allMatch(outcome -> outcome.startsWith("{\"outcome\":\"accepted\","));
            assertThat(outcomes).as("an order id each").doesNotHaveDuplicates();
            assertThat(last).contains("\"sequence\":101,");
        }
    }

    @Test
    void shouldFailWhereAnOrderIsRefused() throws Exception {
        try (ApiBenchEngine engine = start();
                PlainHttpClient client = engine.plainClient()) {
            assertThatThrownBy(() ->
                            client.post(ORDER.replace("100.00", "100.005")).join())
                    .hasRootCauseMessage("the engine refused an order: HTTP/1.1 422 Unprocessable Entity");
        }
    }
}
