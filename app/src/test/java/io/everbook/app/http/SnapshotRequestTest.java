package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.engine.EngineException;
import io.everbook.core.instrument.Instrument;
import io.everbook.snapshot.SnapshotException;
import io.everbook.snapshot.SnapshotFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotRequestTest {

    private static final SnapshotFile KEPT =
            new SnapshotFile("snapshots/BTC-USD/BTC-USD-5.snapshot", 5, 42, 0xabc, 4096);

    private final FakeEngine engine = new FakeEngine();
    private final HttpGateway gateway =
            HttpGateway.start(new Configuration.Http(true, "127.0.0.1", 0), engine.sources());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void shouldAnswerOnceTheSnapshotIsKept() throws Exception {
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(operator("/snapshot").build(), BodyHandlers.ofString());
        assertThat(response).isNotDone();

        engine.snapshot.complete(KEPT);

        assertThat(response.join().statusCode()).isEqualTo(200);
        assertThat(response.join().body())
                .isEqualTo("{\"symbol\":\"BTC-USD\",\"file\":\"snapshots/BTC-USD/BTC-USD-5.snapshot\",\"sequence\":42,"
                        + "\"digest\":\"0000000000000abc\",\"bytes\":4096}\n");
        assertThat(engine.snapshotsAsked).containsExactly("BTC-USD");
    }

    @Test
    void shouldSayWhyNoSnapshotWasTaken() throws Exception {
        engine.snapshot.completeExceptionally(new SnapshotException(
                SnapshotException.Code.WRITE_FAILED, "snapshots/X", SnapshotException.NONE, "the disk is full"));
        assertAnswered(operator("/snapshot"), 500, "no snapshot was taken: the disk is full");

        engine.snapshot = CompletableFuture.failedFuture(new EngineException("persistence is switched off"));
        assertAnswered(operator("/snapshot"), 409, "persistence is switched off");

        engine.snapshot = CompletableFuture.completedFuture(null);
        assertAnswered(operator("/snapshot"), 409, "no command was ever applied");
    }

    @Test
    void shouldTakeASymbolThatIsServedAndNothingElse() throws Exception {
        engine.snapshot.complete(KEPT);
        assertAnswered(operator("/snapshot?symbol=XYZ"), 404, "unknown symbol");
        assertAnswered(operator("/snapshot?depth=1"), 400, "unknown parameter");
        assertAnswered(operator("/snapshot?symbol=BTC-USD&depth=1"), 400, "unknown parameter");
        assertThat(engine.snapshotsAsked).isEmpty();

        engine.instruments =
                List.of(Instrument.of("BTC-USD", "0.01", "0.00000001"), Instrument.of("AMZN", "0.01", "1"));
        assertAnswered(operator("/snapshot"), 400, "several instruments");
        assertAnswered(operator("/snapshot?symbol=AMZN"), 200, "BTC-USD-5.snapshot");
        assertThat(engine.snapshotsAsked).containsExactly("AMZN");
    }

    @Test
    void shouldTakePostOnly() throws Exception {
        HttpResponse<String> response = client.send(operator("/snapshot").GET().build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void shouldRefuseARequestThatAWebPageCouldSend() throws Exception {
        HttpRequest.Builder page = HttpRequest.newBuilder(uri("/snapshot")).POST(BodyPublishers.noBody());

        assertAnswered(page, 403, "X-Everbook-Operator");
        assertThat(engine.snapshotsAsked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example"})
    void shouldRefuseARequestThatNamesAnotherHost(String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(60_000);
            String request = "POST /snapshot HTTP/1.1\r\nHost: " + host
                    + "\r\nX-Everbook-Operator: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(engine.snapshotsAsked).isEmpty();
    }

    private void assertAnswered(HttpRequest.Builder request, int status, String part) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.body()).contains(part);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private HttpRequest.Builder operator(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("X-Everbook-Operator", "1")
                .POST(BodyPublishers.noBody());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }
}
