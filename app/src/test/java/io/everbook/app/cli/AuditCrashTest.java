package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of clients by an engine that was killed (SIGKILL) and started again. */
class AuditCrashTest {

    private static final int BURST = 300;
    private static final int FAILURES = 7;
    private static final String WRONG = "0".repeat(64);

    @TempDir
    private Path directory;

    private GuideSession session;
    private RunningService service;
    private String secret;
    private long lastNanos;

    @BeforeEach
    void start() throws Exception {
        session = new GuideSession(directory);
        session.type("umask 077; echo correct horse battery > password");
        session.type("everbook credentials init --data data --password-file password");
        session.type("everbook credentials add --data data --password-file password --id desk-7 --role trader"
                + " --participant 7 > secret");
        secret = Files.readString(directory.resolve("secret")).strip();
        Files.writeString(
                directory.resolve("everbook.json"),
                "{\"http\": {\"requestsPerSecond\": 1, \"requestBurst\": " + BURST + ", "
                        + "\"credentialsPassword\": \"file:password\"}}");
        service = run();
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        session.close();
    }

    @Test
    void shouldGoOnWithCountersAndBucketsWhereTheyWere() throws Exception {
        HttpClient first = HttpClient.newHttpClient();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(ask(first, WRONG)).isEqualTo(401);
        }
        HttpClient second = HttpClient.newHttpClient();
        int passed = 0;
        long drained = System.nanoTime();
        while (passed < BURST && ask(passed < BURST / 2 ? first : second, secret) == 200) {
            passed++;
        }
        assertThat(passed).isEqualTo(BURST);
        await().until(() -> access().path("details").path("requests").asInt() >= BURST);

        HttpClient third = HttpClient.newHttpClient();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(ask(third, WRONG)).isEqualTo(401);
        }

        service.close();
        service = run();
        assertThat(ask(third, WRONG)).isEqualTo(401);
        HttpClient after = HttpClient.newHttpClient();
        int again = 0;
        while (again < BURST && ask(after, secret) == 200) {
            again++;
        }
        long elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - drained);
        assertThat(again).as("tokens that came back meanwhile, one a second").isLessThanOrEqualTo((int) elapsed + 1);
        assertThat(elapsed).as("the machine is too slow for this test").isLessThan(BURST);

        int sent = BURST + again + 1;
        await().until(() -> access().path("details").path("requests").asInt() == sent);
        JsonNode details = access().path("details");
        assertThat(details.path("limited").asInt()).isEqualTo(1);
        assertThat(details.path("route GET /instruments").asInt()).isEqualTo(sent);
        assertThat(details.path("from 127.0.0.1").asInt()).isEqualTo(sent);
        assertThat(session.type("everbook audit show --data data --kind authentication-failed"))
                .hasSize(2 * FAILURES + 1)
                .allMatch(line -> line.contains("key=desk-7 address=127.0.0.1 reason=SIGNATURE_INVALID count=1"))
                .last()
                .matches(line -> line.toString().contains("keyFailures=" + (FAILURES + 1)), "goes on where it was");
        assertThat(session.type("everbook audit show --data data --kind started"))
                .hasSize(2)
                .last()
                .matches(line -> line.toString().endsWith("before=died"));
        session.type("everbook audit verify --data data");
        assertThat(session.type("echo $?")).containsExactly("0");
    }

    private RunningService run() throws IOException {
        return RunningService.start(directory, 0, "--config", "everbook.json", "--data", "data");
    }

    /** The last record of the key's access. */
    private JsonNode access() throws Exception {
        List<String> lines = session.type("everbook audit show --data data --kind access --key desk-7 --last 1 --json");
        return new ObjectMapper().readTree(lines.isEmpty() ? "{}" : lines.get(0));
    }

    private int ask(HttpClient client, String signedWith) throws Exception {
        ApiKey key = new ApiKey("desk-7", Role.TRADER, 7, signedWith);
        lastNanos = Math.max(lastNanos + 1, System.currentTimeMillis() * 1_000_000L);
        String timestamp = Long.toString(lastNanos);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/instruments"))
                .header("X-Everbook-Key", key.id())
                .header("X-Everbook-Timestamp", timestamp)
                .header(
                        "X-Everbook-Signature",
                        RequestSignature.sign(key, timestamp, "GET", "/instruments", new byte[0]))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
