package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineHealth.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told while the engine starts, and while it ends. */
@Timeout(300)
final class LifeCycleTest {

    private static final String ORDER = "{'requestId':1,'side':'buy','price':'100.00','quantity':'1'}";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldTellWhatIsNotThereYetFromWhatDoesNotExist() throws Exception {
        FakeEngine engine = new FakeEngine();
        engine.state = State.STARTING;
        engine.answerBook("BTC-USD");
        try (HttpGateway gateway = HttpGateway.start(new Configuration.Http(true, "127.0.0.1", 0), engine.sources())) {
            assertThat(get(gateway, "/book?symbol=NOPE")).startsWith("503 ").contains("\"code\":\"RECOVERING\"");
            assertThat(get(gateway, "/instruments")).startsWith("503 ");
            assertThat(get(gateway, "/ready")).startsWith("503 ").contains("\"state\":\"STARTING\"");
            assertThat(get(gateway, "/health")).startsWith("200 ");
            assertThat(get(gateway, "/metrics")).startsWith("200 ");

            engine.state = State.RUNNING;
            assertThat(get(gateway, "/book?symbol=NOPE")).startsWith("404 ").contains("\"UNKNOWN_INSTRUMENT\"");
            assertThat(get(gateway, "/book?symbol=BTC-USD")).startsWith("200 ");
        }
    }

    @Test
    void shouldSayThatASymbolCouldNotBeRecovered() {
        FakeEngine engine = new FakeEngine();
        engine.fault = "the journal is damaged";
        Availability availability = new Availability(engine::health);

        Refusal known = availability.judge(Refusal.unknownSymbol("BTC-USD", "unknown symbol"));
        Refusal unknown = availability.judge(Refusal.unknownSymbol("NOPE", "unknown symbol"));

        assertThat(known.status()).isEqualTo(503);
        assertThat(known.code()).isEqualTo("NOT_SERVED");
        assertThat(unknown.status()).isEqualTo(404);
    }

    @Test
    void shouldAnswerWhatIsUnderWayBeforeThePortCloses() throws Exception {
        try (ServedEngine engine = ServedEngine.start(directory)) {
            engine.holdAnswers();
            CompletableFuture<HttpResponse<String>> order = engine.client()
                    .sendAsync(engine.signed(TestKeys.SEVEN, "POST", "/orders", ORDER), BodyHandlers.ofString());
            await().until(() -> engine.trading.outstanding() == 1);

            Thread closing = new Thread(engine.gateway::close);
            closing.start();
            await().until(() -> refusesMore(engine));
            assertThat(order).isNotDone();
            engine.letAnswersGo();

            assertThat(order.get(3, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
            closing.join();
        }
    }

    private boolean refusesMore(ServedEngine engine) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(engine.uri("/ready")).build(), BodyHandlers.ofString())
                            .statusCode()
                    == 503;
        } catch (IOException closed) {
            return false;
        }
    }

    private String get(HttpGateway gateway, String target) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.port() + target);
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
