package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.EngineHealth.State;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpGatewayTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final FakeEngine engine = new FakeEngine();
    private final HttpGateway gateway = HttpGateway.start(new Configuration.Http(true, LOOPBACK, 0), engine.sources());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void shouldShowHealthOfEachMarket() throws Exception {
        HttpResponse<String> response = get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo("""
                {"state":"RUNNING","sync":"before apply","snapshotFault":null,\
                "auditFault":null,"credentialsFault":null,\
                "markets":[{"symbol":"BTC-USD","accepting":true,"fault":null,\
                "sequence":42,"digest":"0000000000000abc"}]}
                """);
    }

    @Test
    void shouldShowWhatIsWrongBesideTheMarkets() throws Exception {
        engine.faults = new ServiceFaults("no room", null);
        assertThat(get("/health").body())
                .contains("\"state\":\"DEGRADED\"", "\"auditFault\":\"no room\"", "\"accepting\":true");
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        engine.faults = new ServiceFaults(null, "another password");
        assertThat(get("/health").body())
                .contains("\"state\":\"DEGRADED\"", "\"credentialsFault\":\"another password\"");
        engine.state = State.STARTING;
        assertThat(get("/health").body()).contains("\"state\":\"STARTING\"");
    }

    @Test
    void shouldBeAliveWhileDegradedAndDeadWhenStopped() throws Exception {
        engine.state = State.DEGRADED;
        engine.fault = "the journal \"failed\"";

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body())
                .contains("\"state\":\"DEGRADED\"", "\"accepting\":false,\"fault\":\"the journal \\\"failed\\\"\"");

        engine.state = State.STOPPED;
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldBeReadyWhileAllMarketsAccept() throws Exception {
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(get("/ready").body()).isEqualTo("{\"ready\":true,\"state\":\"RUNNING\",\"notAccepting\":[]}\n");

        engine.state = State.DEGRADED;
        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotBeReadyWhileOneMarketRefuses() throws Exception {
        engine.fault = "disk full";

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("{\"symbol\":\"BTC-USD\",\"fault\":\"disk full\"}");
    }

    @Test
    void shouldNotBeReadyBeforeTheEngineRuns() throws Exception {
        engine.state = State.STARTING;
        engine.instruments = List.of();

        assertThat(get("/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldServeMetricsAsPrometheusText() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).isEqualTo("up 1\n");
    }

    @Test
    void shouldServeBookInExactDecimals() throws Exception {
        engine.answerBook("BTC-USD");

        HttpResponse<String> response = get("/book?symbol=BTC-USD&depth=25");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(engine.depth).isEqualTo(25);
        assertThat(response.body()).isEqualTo("""
                {"symbol":"BTC-USD","sequence":42,"digest":"0000000000000abc","lastTradeId":7,\
                "lastTradePrice":"50000.00","openOrders":4,\
                "bids":[{"price":"50000.00","quantity":"1.50000000","orders":2},\
                {"price":"49999.99","quantity":"46116860184.27387904","orders":1}],\
                "asks":[{"price":"50000.01","quantity":"0.00000001","orders":1}]}
                """);
    }

    @Test
    void shouldShowNoTradePriceBeforeTheFirstTrade() throws Exception {
        BookView.Levels none = new BookView.Levels(new long[0], new long[0], new int[0]);
        engine.answer = CompletableFuture.completedFuture(new BookView("BTC-USD", 0, 0, 0, 0, 0, none, none));

        assertThat(get("/book").body())
                .contains("\"lastTradeId\":0,\"lastTradePrice\":null", "\"bids\":[],\"asks\":[]");
    }

    @Test
    void shouldTakeTheOnlyInstrumentWhereNoneIsNamed() throws Exception {
        engine.answerBook("BTC-USD");
        assertThat(get("/book").statusCode()).isEqualTo(200);
        assertThat(engine.depth).isEqualTo(10);

        engine.instruments = List.of(Instrument.of("A", "1", "1"), Instrument.of("B", "1", "1"));
        assertThat(get("/book").statusCode()).isEqualTo(400);
        assertThat(get("/book").body()).contains("several instruments: name one by symbol: A, B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth=0",
                "depth=1001",
                "depth=-1",
                "depth=x",
                "depth=",
                "depth=1&depth=2",
                "dpeth=1",
                "symbol=%ff",
                "symbol=%zz"
            })
    void shouldRefuseBadQuery(String query) throws Exception {
        engine.answerBook("BTC-USD");

        assertThat(raw("GET /book?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"");
    }

    @Test
    void shouldNotFindUnknownSymbol() throws Exception {
        HttpResponse<String> response = get("/book?symbol=btc-usd");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"unknown symbol: there is BTC-USD\",\"code\":\"UNKNOWN_INSTRUMENT\"}\n");
    }

    @Test
    void shouldBeUnavailableWhileTheEngineIsBusy() throws Exception {
        engine.answer = CompletableFuture.failedFuture(new BookUnavailable("the engine is busy: try again"));

        HttpResponse<String> response = get("/book");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.body())
                .isEqualTo("{\"error\":\"the engine is busy: try again\",\"code\":\"UNAVAILABLE\"}\n");
    }

    @Test
    void shouldGiveUpOnEngineThatDoesNotAnswer() throws Exception {
        HttpResponse<String> response = get("/book");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("the engine did not answer within 2 s");
    }

    @Test
    void shouldServeOthersWhileManyWaitForTheEngine() {
        // They wait for two seconds, in which a busy machine may not come to ask for the other.
        await().untilAsserted(() -> {
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 16)
                    .mapToObj(i -> client.sendAsync(request("/book").build(), BodyHandlers.ofString()))
                    .toList();

            assertThat(get("/health").statusCode()).isEqualTo(200);
            boolean allWaited = waiting.stream().noneMatch(CompletableFuture::isDone);
            waiting.forEach(response -> response.cancel(true));
            assertThat(allWaited).isTrue();
        });
    }

    @Test
    void shouldKeepFaultsOfItsOwnToTheLog() throws Exception {
        engine.answer = CompletableFuture.failedFuture(new IllegalStateException("a secret"));

        HttpResponse<String> response = get("/book");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"internal error: see the log\",\"code\":\"INTERNAL_ERROR\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/health/", "/metrics/x", "/favicon.ico"})
    void shouldAnswerUnknownPathWithJson(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("{\"error\":\"no such path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void shouldOnlyBeRead(String method) throws Exception {
        HttpRequest request =
                request("/book").method(method, BodyPublishers.noBody()).build();

        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).startsWith("{\"error\":");
    }

    @Test
    void shouldAnswerHeadWithoutBody() throws Exception {
        HttpRequest request =
                request("/health").method("HEAD", BodyPublishers.noBody()).build();

        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldRefuseBodiesAndLongHeaders() throws Exception {
        HttpRequest body = request("/health")
                .method("GET", BodyPublishers.ofString("x".repeat(100_000)))
                .build();
        HttpRequest header = request("/health").header("X", "x".repeat(10_000)).build();

        assertThat(client.send(body, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
        HttpResponse<String> response = client.send(header, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(response.body()).startsWith("{\"error\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a/%2e%2e/health HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void shouldAnswerMalformedRequestWithoutDetailsOfTheServer(String request) throws Exception {
        assertThat(raw(request.replace("Host: a", "Host: a\r\nConnection: close")))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void shouldNotNameTheServer() throws Exception {
        assertThat(get("/health").headers().map().keySet())
                .noneMatch(name -> name.equalsIgnoreCase("server") || name.equalsIgnoreCase("x-powered-by"));
    }

    @Test
    void shouldUseFewDaemonThreads() throws Exception {
        get("/health");

        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("everbook-http"))
                .toList();
        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
    }

    @Test
    void shouldNameHostPortAndKeyWherePortIsInUse() {
        Configuration.Http taken = new Configuration.Http(true, LOOPBACK, gateway.port());

        assertThatThrownBy(() -> HttpGateway.start(taken, engine.sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessage("cannot open the HTTP port: the port is in use: stop what uses it, or change \"http.port\":"
                        + " host=127.0.0.1 port=" + gateway.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no such host", "203.0.113.7", "1.2.3.4.5"})
    void shouldNameHostAndKeyWhereHostIsNotOurs(String host) {
        Configuration.Http http = new Configuration.Http(
                true, host, 0, new HttpTls("", "", true), HttpLimits.DEFAULTS, StreamLimits.DEFAULTS);

        assertThatThrownBy(() -> HttpGateway.start(http, engine.sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessageContaining("change \"http.host\"")
                .hasMessageEndingWith(": host=" + host + " port=0");
    }

    @Test
    void shouldNotServeOtherHostsWithoutTlsUnasked() {
        Configuration.Http http = new Configuration.Http(true, "0.0.0.0", 0);

        assertThatThrownBy(() -> HttpGateway.start(http, engine.sources()))
                .isInstanceOf(HttpGatewayException.class)
                .hasMessageContaining("other hosts are served with TLS only: set \"http.tlsKeyStore\"");
    }

    @Test
    void shouldFreeThePortWhenClosed() throws Exception {
        int port = gateway.port();
        get("/health");

        gateway.close();
        gateway.close();

        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            assertThat(again.isBound()).isTrue();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + gateway.port() + path));
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(LOOPBACK, gateway.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
