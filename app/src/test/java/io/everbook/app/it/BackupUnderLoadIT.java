package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import io.everbook.core.matching.Market;
import io.everbook.journal.JournalCatalog;
import io.everbook.journal.SequenceRange;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.JournalReplay;
import io.everbook.replay.ReplayStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups beside an engine that trades as fast as one client can: it goes on, and they lead to what it was. */
@Timeout(900)
class BackupUnderLoadIT {

    private static final String SYMBOL = "BTC-USD";
    private static final int WINDOW = 64;
    private static final int WARM_UP = 10_000;
    private static final int CALM = 5_000;
    /** Some hundred orders a second at worst, where other builds take most of a machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String ORDER =
            "{\"requestId\":%d,\"side\":\"%s\",\"price\":\"%d.00\",\"quantity\":\"1\",\"timeInForce\":\"gtc\"}";
    /** No pause of the backup's own is so short; a machine that builds has gaps of its own. */
    private static final long MOST_GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

    @TempDir
    private Path directory;

    private KilledEngine engine;
    private ApiKey trader;
    private Path password;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private final AtomicLong largestGap = new AtomicLong();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean trading = true;
    private long lastTimestamp;
    private Thread load;

    @BeforeEach
    void begin() throws Exception {
        engine = new KilledEngine(
                directory,
                "{'http':{'requestsPerSecond':0,'idleTimeoutMs':600000,'replayWindowMs':60000},"
                        + "'persistence':{'segmentBytes':1048576,"
                        + "'snapshotEveryCommands':2000,'compactionThreshold':0}}");
        trader = new ApiKey("desk-1", Role.TRADER, 1, engine.addTrader(1));
        password = Files.writeString(directory.resolve("backup.password"), "correct horse battery\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        engine.start();
        awaitReady();
        load = new Thread(this::trade, "load");
        load.start();
    }

    @AfterEach
    void end() throws Exception {
        trading = false;
        load.join();
        engine.close();
    }

    @Test
    void shouldGoOnTradingWhileItIsBackedUpAndComeBackAsItWas() throws Exception {
        await().atMost(PATIENCE).until(() -> acknowledged.get() > WARM_UP || engineFailed());
        largestGap.set(0);
        long calm = acknowledged.get() + CALM;
        await().atMost(PATIENCE).until(() -> acknowledged.get() > calm || engineFailed());
        System.out.printf("without a backup: largest gap %.1f ms%n", largestGap.getAndSet(0) / 1e6);

        backUp("full");
        JsonNode made = backUp("incremental", "--incremental");
        trading = false;
        load.join();
        assertThat(refused).as("orders that were not carried out").hasValue(0);

        run("verify", "--from", path("backups"), "--password-file", password.toString());
        run("restore", "--from", path("backups"), "--into", path("restored"), "--password-file", password.toString());
        JsonNode state = made.get("symbols").get(0);
        long sequence = state.get("sequence").asLong();
        assertThat(sequence).isGreaterThan(WARM_UP).isLessThanOrEqualTo(acknowledged.get());
        assertThat(state.get("digest").asText())
                .as("what the engine's own journal leads to at command %d", sequence)
                .isEqualTo(digestOfTheEngineAt(sequence));
        assertThat(startOn("restored"))
                .as("an engine on what was restored")
                .isEqualTo(sequence + " " + state.get("digest").asText());
    }

    /** Makes a backup, and holds against it that orders were answered meanwhile. */
    private JsonNode backUp(String what, String... more) throws Exception {
        long before = acknowledged.get();
        largestGap.set(0);
        long start = System.nanoTime();
        String[] arguments = {
            "create", "--to", path("backups"), "--encrypt", "--password-file", password.toString(), "--json"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        JsonNode made = new ObjectMapper().readTree(run(all).out());
        long nanos = System.nanoTime() - start;
        long gap = Math.max(largestGap.get(), System.nanoTime() - lastNanos.get());
        long answered = acknowledged.get() - before;
        System.out.printf(
                "%s backup: %d bytes written in %.1f s, meanwhile %d acknowledgements, largest gap %.1f ms%n",
                what, made.get("ownBytes").asLong(), nanos / 1e9, answered, gap / 1e6);
        assertThat(answered).as("acknowledgements meanwhile").isGreaterThan(100);
        assertThat(gap).as("largest gap").isLessThan(MOST_GAP_NANOS);
        return made;
    }

    /** Enters orders, so many under way at a time, and takes note of when each is acknowledged. */
    private void trade() {
        long sent = 0;
        try (RawClient client = new RawClient(engine.uri(), "127.0.0.1")) {
            lastNanos.set(System.nanoTime());
            while (trading || acknowledged.get() < sent) {
                if (trading && sent - acknowledged.get() < WINDOW) {
                    sent++;
                    String side = sent % 2 == 0 ? "buy" : "sell";
                    String body = ORDER.formatted(sent, side, 100 + (sent * 7 + (sent % 2 == 0 ? 0 : 2)) % 12);
                    lastTimestamp =
                            Math.max(lastTimestamp + 1, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
                    client.order(trader, Long.toString(lastTimestamp), body, this::taken);
                } else {
                    LockSupport.parkNanos(10_000);
                }
                assertThat(client.failure()).isNull();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void taken(RawClient.Answer answer) {
        if (answer.status() != 200) {
            refused.incrementAndGet();
            System.out.println(answer);
        }
        long now = System.nanoTime();
        long gap = now - lastNanos.getAndSet(now);
        largestGap.accumulateAndGet(gap, Math::max);
        acknowledged.incrementAndGet();
    }

    private boolean engineFailed() {
        return !load.isAlive() || !engine.isAlive();
    }

    private String digestOfTheEngineAt(long sequence) throws IOException {
        try (Storage storage = FileStorage.readOnly(directory.resolve("data"))) {
            Market market = ReplayStart.before(
                    storage, JournalCatalog.instrument(storage, SYMBOL), new SequenceRange(sequence, sequence));
            try (JournalReplay replay = new JournalReplay(storage, market)) {
                while (market.sequence() < sequence) {
                    assertThat(replay.step()).isTrue();
                }
            }
            return HexFormat.of().toHexDigits(market.digest());
        }
    }

    /** Runs the engine on a directory: the last command, and the digest, of its only market. */
    private String startOn(String data) throws Exception {
        engine.stop();
        engine.start(directory.resolve(data));
        awaitReady();
        JsonNode market =
                new ObjectMapper().readTree(get("/health")).get("markets").get(0);
        return market.get("sequence").asLong() + " " + market.get("digest").asText();
    }

    private void awaitReady() {
        await().failFast("the engine ended", () -> !engine.isAlive())
                .ignoreExceptions()
                .until(() -> get("/ready").contains("true"));
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(engine.uri() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private EverbookJar.Result run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "backup";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = path("data");
        EverbookJar.Result result = EverbookJar.run("", all);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
