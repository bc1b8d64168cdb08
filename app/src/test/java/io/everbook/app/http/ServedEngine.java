package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.configuration.BackupSchedule;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.Logging;
import io.everbook.app.engine.Engine;
import io.everbook.app.engine.EngineListener;
import io.everbook.app.engine.EngineProbe;
import io.everbook.app.engine.ListenerChain;
import io.everbook.app.engine.Replies;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import io.everbook.app.trading.RecentTrades;
import io.everbook.app.trading.RequestMemory;
import io.everbook.app.trading.Trading;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.storage.FileStorage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A real engine in a test's directory behind a real port, with the keys of {@link TestKeys}. */
final class ServedEngine implements AutoCloseable {

    static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long OUTCOME_MILLIS = 60_000;

    final Engine engine;
    final Trading trading;
    final HttpGateway gateway;
    private final Gate gate = new Gate();
    private final AtomicLong lastNanos = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Holds up the engine's events, and with them every answer, for as long as a test wants. */
    private static final class Gate implements EngineListener {

        private volatile CountDownLatch closed = new CountDownLatch(0);

        @Override
        public void onEvent(ExecutionEvent event, boolean endOfBatch) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a ring's thread", e);
            }
        }
    }

    private ServedEngine(
            Path directory, HttpAccess access, int maxOutstanding, long outcomeMillis, Supplier<ServiceFaults> faults) {
        Configuration defaults = Configuration.defaults();
        Configuration.Persistence p = defaults.persistence();
        Configuration configuration = new Configuration(
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
                List.of(BTC),
                1,
                1024,
                1024,
                defaults.waitStrategy(),
                defaults.stages(),
                defaults.http(),
                Logging.DEFAULTS,
                BackupSchedule.DEFAULTS,
                AuditRetention.DEFAULTS);
        RequestMemory memory = new RequestMemory();
        RecentTrades trades = new RecentTrades();
        engine = Engine.start(
                configuration,
                EngineProbe.NONE,
                List.of(new ListenerChain(List.of(gate, memory, trades, new Replies()))));
        engine.serve(configuration.instruments());
        trading = new Trading(engine, memory, FileStorage.readOnly(directory), maxOutstanding, outcomeMillis);
        FakeEngine books = new FakeEngine();
        gateway = HttpGateway.start(
                new Configuration.Http(true, "127.0.0.1", 0),
                new HttpSources(
                        engine::health,
                        () -> "up 1\n",
                        books,
                        engine::snapshot,
                        FakeEngine.SYNC_MODE,
                        access,
                        trading,
                        trades,
                        faults));
    }

    static ServedEngine start(Path directory) {
        return start(directory, TestKeys.ALL.access());
    }

    static ServedEngine start(Path directory, HttpAccess access) {
        return start(directory, access, () -> ServiceFaults.NONE);
    }

    static ServedEngine start(Path directory, HttpAccess access, Supplier<ServiceFaults> faults) {
        return new ServedEngine(directory, access, 1_000, OUTCOME_MILLIS, faults);
    }

    static ServedEngine impatient(Path directory, int maxOutstanding, long outcomeMillis) {
        return new ServedEngine(
                directory, TestKeys.ALL.access(), maxOutstanding, outcomeMillis, () -> ServiceFaults.NONE);
    }

    /** From now on no command is answered. */
    void holdAnswers() {
        gate.closed = new CountDownLatch(1);
    }

    void letAnswersGo() {
        gate.closed.countDown();
    }

    /** Sends a signed request; quotes in the body are single ones. */
    HttpResponse<String> send(ApiKey key, String method, String target, String body) throws Exception {
        return client.send(signed(key, method, target, body), BodyHandlers.ofString());
    }

    HttpRequest signed(ApiKey key, String method, String target, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(nextNanos());
        return HttpRequest.newBuilder(uri(target))
                .method(method, BodyPublishers.ofByteArray(bytes))
                .header(Admission.KEY, key.id())
                .header(Admission.TIMESTAMP, timestamp)
                .header(Admission.SIGNATURE, RequestSignature.sign(key, timestamp, method, target, bytes))
                .build();
    }

    HttpClient client() {
        return client;
    }

    URI uri(String target) {
        return URI.create("http://127.0.0.1:" + gateway.port() + target);
    }

    /** Sends a signed request and checks the status of the answer. */
    JsonNode ask(int status, ApiKey key, String method, String target, String body) throws Exception {
        HttpResponse<String> response = send(key, method, target, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    JsonNode post(ApiKey key, String target, String body) throws Exception {
        return ask(200, key, "POST", target, body);
    }

    JsonNode get(ApiKey key, String target) throws Exception {
        return ask(200, key, "GET", target, "");
    }

    /** Sends a request without a signature. */
    JsonNode get(int status, String target) throws Exception {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    /** Ends as a crash would. */
    void crash() {
        gateway.close();
        engine.halt();
        trading.close();
    }

    @Override
    public void close() {
        letAnswersGo();
        gateway.close();
        engine.close();
        trading.close();
    }

    /** No two requests of a test are signed at the same moment. */
    private long nextNanos() {
        long now = TestKeys.epochNanos();
        return lastNanos.updateAndGet(last -> Math.max(last + 1, now));
    }
}
