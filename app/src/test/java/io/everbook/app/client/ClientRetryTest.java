package io.everbook.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.ScriptedEngine.Answer;
import io.everbook.app.client.ScriptedEngine.Asked;
import io.everbook.app.client.ScriptedEngine.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client whose requests are refused for now: it comes back, with the same request, and not for ever. */
@Timeout(300)
final class ClientRetryTest {

    private static final ClientKey KEY = new ClientKey("desk-7", "7".repeat(64));
    private static final Answer ACCEPTED = new Answer(200, null, ScriptedEngine.ACCEPTED);
    private static final Answer BUSY = Answer.error(503, "1", "BUSY");
    private static final String OUTCOME = "{'type':'outcome','requestId':REQUEST,'outcome':'accepted','events':[]}";
    private static final Duration LONG = Duration.ofSeconds(30);

    private static EverbookClient client(URI uri, Duration patience) {
        return new EverbookClient(uri, KEY, patience);
    }

    private static ClientCommand order(long requestId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("side", "buy");
        fields.put("price", "1");
        fields.put("quantity", "2");
        return new ClientCommand(requestId, fields);
    }

    private static Json enter(ScriptedEngine engine, Duration patience) {
        return EverbookClient.await(client(engine.uri(), patience).enterAsync(order(17)));
    }

    @Test
    void shouldSendTheSameRequestAgainWhileTheEngineIsBusy() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(BUSY, BUSY, ACCEPTED)) {
            assertThat(enter(engine, LONG).text("outcome")).isEqualTo("accepted");

            assertThat(engine.asked)
                    .hasSize(3)
                    .extracting(Asked::body)
                    .allMatch(body -> body.contains("\"requestId\":17"));
            assertThat(engine.asked)
                    .extracting(Asked::body)
                    .containsOnly(engine.asked.get(0).body());
            assertThat(engine.asked)
                    .as("each try is signed for itself")
                    .extracting(Asked::signature)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldWaitAsLongAsALimitedRateSays() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(Answer.error(429, "1", "RATE_LIMITED"), ACCEPTED)) {
            assertThat(enter(engine, LONG).text("outcome")).isEqualTo("accepted");

            assertThat(engine.asked).hasSize(2);
            assertThat(engine.asked.get(1).nanos() - engine.asked.get(0).nanos())
                    .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void shouldGiveUpWithTheEnginesLastWordWhenTheTimeIsOver() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(BUSY)) {
            assertThatThrownBy(() -> enter(engine, Duration.ofSeconds(2)))
                    .isInstanceOf(ClientException.class)
                    .hasMessage("said BUSY")
                    .extracting(failure -> ((ClientException) failure).code())
                    .isEqualTo("BUSY");

            assertThat(engine.asked).hasSizeGreaterThan(2);
            assertThat(engine.asked.get(engine.asked.size() - 1).nanos()
                            - engine.asked.get(0).nanos())
                    .isLessThan(TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void shouldNotWaitForARateBeyondItsTime() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(Answer.error(429, "3600", "RATE_LIMITED"))) {
            assertThatThrownBy(() -> enter(engine, LONG)).hasMessage("said RATE_LIMITED");
            assertThat(engine.asked).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpOnAnEngineThatNeverAnswers() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(ScriptedEngine.SILENCE)) {
            assertThatThrownBy(() -> enter(engine, Duration.ofMillis(300)))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("no answer from the engine")
                    .extracting(failure -> ((ClientException) failure).code())
                    .isEqualTo("UNREACHABLE");
        }
    }

    @Test
    void shouldGiveUpOnAPortThatNobodyListensOn() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(
                        () -> EverbookClient.await(client(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(1))
                                .instrumentsAsync()))
                .hasMessageContaining("is it running? url=http://127.0.0.1:" + port);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "401, SIGNATURE_INVALID",
        "403, FORBIDDEN",
        "404, UNKNOWN_INSTRUMENT",
        "409, REQUEST_ID_USED",
        "500, INTERNAL_ERROR"
    })
    void shouldNotSendAgainWhatWillNotBeAccepted(int status, String code) throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(Answer.error(status, null, code))) {
            assertThatThrownBy(() -> enter(engine, LONG)).hasMessage("said " + code);
            assertThat(engine.asked).hasSize(1);
        }
    }

    @Test
    void shouldSignAnewWhereASignatureWasSeenOrIsTooOld() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.answering(
                Answer.error(401, null, "SIGNATURE_REPLAYED"),
                Answer.error(401, null, "TIMESTAMP_OUTSIDE_WINDOW"),
                ACCEPTED)) {
            assertThat(enter(engine, LONG).text("outcome")).isEqualTo("accepted");
            assertThat(engine.asked).extracting(Asked::signature).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldRepeatACommandOfAStreamUntilThereIsAnOutcome() throws Exception {
        String refusal = "{'type':'error','code':'%s','error':'not now','requestId':REQUEST%s}";
        try (ScriptedEngine engine = ScriptedEngine.replying(
                        refusal.formatted("BUSY", ""),
                        refusal.formatted("RATE_LIMITED", ",'retryAfterMs':300"),
                        refusal.formatted("OUTCOME_UNKNOWN", ""),
                        ScriptedEngine.CUT,
                        OUTCOME);
                StreamClient streams = client(engine.uri(), LONG).streams(false)) {
            Json outcome = streams.submit("new", order(17)).get(3, TimeUnit.MINUTES);

            assertThat(outcome.number("requestId")).isEqualTo(17);
            List<Told> told = engine.told;
            assertThat(told)
                    .hasSize(5)
                    .extracting(Told::text)
                    .containsOnly(told.get(0).text());
            assertThat(told.get(2).nanos() - told.get(1).nanos())
                    .as("the rate that was limited")
                    .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    @Test
    void shouldTellWhichCommandsOfAStreamWereRefused() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.replying(
                        "{'type':'error','code':'REQUEST_FORGOTTEN','error':'too old','requestId':REQUEST}", OUTCOME);
                StreamClient streams = client(engine.uri(), LONG).streams(false)) {
            CompletableFuture<Json> refused = streams.submit("new", order(1));
            await().until(refused::isDone);
            Json accepted = streams.submit("new", order(2)).get(3, TimeUnit.MINUTES);

            assertThatThrownBy(refused::join).hasRootCauseMessage("too old");
            assertThat(accepted.number("requestId")).isEqualTo(2);
            assertThat(engine.told).hasSize(2);
        }
    }
}
