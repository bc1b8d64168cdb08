package io.everbook.app.http;

import static io.everbook.app.http.TestKeys.OPERATOR;
import static io.everbook.app.http.TestKeys.SEVEN;
import static io.everbook.app.http.TestKeys.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final String BID = "{'side':'buy','price':'100.00','quantity':'2'}";
    private static final Rate UNLIMITED = new Rate(0, 1);

    @TempDir
    private Path directory;

    private ServedEngine served;

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void shouldLetNobodyTradeWithoutASignature() throws Exception {
        served = ServedEngine.start(directory);
        HttpRequest unsigned = HttpRequest.newBuilder(served.uri("/orders"))
                .POST(HttpRequest.BodyPublishers.ofString(BID.replace('\'', '"')))
                .build();
        HttpResponse<String> refused = served.client().send(unsigned, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"SIGNATURE_MISSING\"");
        assertThat(served.engine.health().markets().get(0).sequence()).isZero();
    }

    @Test
    void shouldNotTakeASignatureTwice() throws Exception {
        served = ServedEngine.start(directory);
        HttpRequest request = served.signed(SEVEN, "POST", "/orders", BID);
        assertThat(served.client().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> replayed = served.client().send(request, BodyHandlers.ofString());
        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(replayed.body()).contains("SIGNATURE_REPLAYED");
    }

    @Test
    void shouldAnswerTheSameToAnUnknownKeyAndAWrongSecret() throws Exception {
        served = ServedEngine.start(directory);
        ApiKey unknown = new ApiKey("desk-9", Role.TRADER, 9, "9".repeat(40));
        ApiKey wrong = new ApiKey("desk-7", Role.TRADER, 7, "9".repeat(40));
        String one = served.send(unknown, "POST", "/orders", BID).body();
        assertThat(served.send(wrong, "POST", "/orders", BID).body()).isEqualTo(one);
        assertThat(one).contains("SIGNATURE_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "screen, POST, /orders",
        "ops, POST, /orders",
        "ops, DELETE, /orders/1",
        "screen, GET, /orders",
        "screen, GET, /executions",
        "desk-7, POST, /operator/instrument-state",
        "desk-7, GET, /operator/status",
        "screen, POST, /operator/limits",
        "desk-7, POST, /snapshot"
    })
    void shouldKeepEachRoleToWhatIsItsOwn(String keyId, String method, String path) throws Exception {
        served = ServedEngine.start(directory);
        ApiKey key = TestKeys.ALL.find(keyId);
        String body = method.equals("POST") && !path.equals("/snapshot") ? "{}" : "";
        JsonNode refused = served.ask(403, key, method, path, body);
        assertThat(refused.get("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(refused.get("error").asText()).contains("role " + key.role().word());
    }

    @Test
    void shouldServeMarketDataUnsignedOnThisHost() throws Exception {
        served = ServedEngine.start(directory);
        served.get(200, "/instruments");
        served.get(200, "/trades");
        served.get(VIEWER, "/instruments");
        served.get(401, "/orders");
    }

    @Test
    void shouldSayHowToMakeAKeyWhereThereIsNone() throws Exception {
        served = ServedEngine.start(directory, TestKeys.NONE.access());
        served.get(200, "/instruments");
        JsonNode refused = served.get(401, "/orders");
        assertThat(refused.get("code").asText()).isEqualTo("NO_KEYS");
        assertThat(refused.get("error").asText()).contains("everbook credentials add");
    }

    @Test
    void shouldAskForAnOperatorsSignatureOnceThereAreKeys() throws Exception {
        served = ServedEngine.start(directory);
        HttpRequest unsigned = HttpRequest.newBuilder(served.uri("/snapshot"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header(SnapshotRequest.HEADER, "snapshot")
                .build();
        assertThat(served.client().send(unsigned, BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        served.post(SEVEN, "/orders", BID);
        JsonNode kept = served.ask(200, OPERATOR, "POST", "/snapshot?symbol=BTC-USD", "");
        assertThat(kept.get("sequence").asLong()).isEqualTo(1);
    }

    @Test
    void shouldSlowAKeyDownWithoutSlowingOthers() throws Exception {
        List<HttpProbe.Limited> limited = new CopyOnWriteArrayList<>();
        served = ServedEngine.start(directory, TestKeys.ALL.access(new Rate(1, 2), UNLIMITED, counting(limited)));
        served.get(SEVEN, "/orders");
        served.get(SEVEN, "/orders");
        HttpResponse<String> refused = served.send(SEVEN, "GET", "/orders", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("RATE_LIMITED", "with this key");
        served.get(OPERATOR, "/operator/status");
        assertThat(limited).containsExactly(HttpProbe.Limited.KEY);
    }

    @Test
    void shouldSlowAConnectionDown() throws Exception {
        List<HttpProbe.Limited> limited = new CopyOnWriteArrayList<>();
        served = ServedEngine.start(directory, TestKeys.ALL.access(UNLIMITED, new Rate(1, 3), counting(limited)));
        String answers = raw("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5)
                + "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
        assertThat(answers.split("HTTP/1.1 429", -1)).hasSize(4);
        assertThat(limited).hasSize(3).containsOnly(HttpProbe.Limited.CONNECTION);
    }

    private static HttpProbe counting(List<HttpProbe.Limited> limited) {
        return new HttpProbe() {
            @Override
            public void rateLimited(Limited by) {
                limited.add(by);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{'side'",
                "{'side':'buy','price':1e400,'quantity':'1'}",
                "{'side':'buy','price':'1e400','quantity':'1'}",
                "{'side':'buy','price':'1','quantity':['1']}",
                "{'side':true,'price':'1','quantity':'1'}",
                "{'side':'buy','side':'sell','price':'1','quantity':'1'}",
                "{'side':'buy','price':'1','quantity':'1','requestId':123456789012345678901234567890}",
                "{'side':'buy','price':'1','quantity':'1','requestId':-1}",
                "{'side':'buy','price':'1','quantity':'1'} {}",
            })
    void shouldAnswerABodyThatIsNoCommandWithAClearError(String body) throws Exception {
        served = ServedEngine.start(directory);
        HttpResponse<String> refused = served.send(SEVEN, "POST", "/orders", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .startsWith("{\"error\":\"")
                .contains("\"code\":\"BAD_REQUEST\"")
                .doesNotContain("Exception", "\tat ");
        assertThat(served.engine.health().markets().get(0).sequence()).isZero();
    }

    @Test
    void shouldBoundWhatABodyCosts() throws Exception {
        served = ServedEngine.start(directory);
        String deep = "{'x':" + "[".repeat(7_000) + "]".repeat(7_000) + "}";
        assertThat(served.send(SEVEN, "POST", "/orders", deep).statusCode()).isEqualTo(400);
        assertThat(served.send(SEVEN, "POST", "/orders", "x".repeat(Routes.MAX_BODY_BYTES + 1))
                        .statusCode())
                .isEqualTo(413);
        String chunked = raw("POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(5) + "0\r\n\r\n");
        assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("CONTENT_TOO_LARGE");
    }

    @Test
    void shouldAnswerBytesThatAreNoText() throws Exception {
        served = ServedEngine.start(directory);
        byte[] body = "{\"memo\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[9] = (byte) 0xc3;
        String timestamp = Long.toString(TestKeys.epochNanos());
        HttpRequest request = HttpRequest.newBuilder(served.uri("/orders"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header(Admission.KEY, SEVEN.id())
                .header(Admission.TIMESTAMP, timestamp)
                .header(Admission.SIGNATURE, RequestSignature.sign(SEVEN, timestamp, "POST", "/orders", body))
                .build();
        HttpResponse<String> refused = served.client().send(request, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("not valid UTF-8");
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", served.gateway.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
