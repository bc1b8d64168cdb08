package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.AuditProbe;
import io.everbook.app.audit.EngineAudit;
import io.everbook.app.configuration.AuditRetention;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand wrong signatures a second, of keys that exist and keys that do not, from many addresses: they are locked
 * out, a trader elsewhere is served throughout, and the lock-outs outlast an end in order and a kill.
 */
@Timeout(300)
class BruteForceIT {

    static final String ORDER =
            "{\"requestId\":%d,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\",\"timeInForce\":\"ioc\"}";

    private static final int GUESSES_PER_SECOND = 1_000;
    private static final int FEWEST_PER_SECOND = 100;
    /** How many a second the engine is asked for first, to see what this machine answers at all. */
    private static final int PROBING_PER_SECOND = 2_000;

    private static final int PROBING_SECONDS = 2;
    /** What is left belongs to the trader, and to other programs. */
    private static final double SHARE_OF_THE_MACHINE = 0.6;

    private static final int GUESSING_SECONDS = Integer.getInteger("everbook.guess.seconds", 10);
    private static final int ORDERS_PER_SECOND = 50;
    private static final int CALM_SECONDS = 5;
    /** Latencies under attack may be so many times those before, and 50 ms: a loaded machine has outliers. */
    private static final double MOST_TIMES = 20;

    private static final long SLACK_MILLIS = 50;
    /** Lock-outs are kept, and told, in whole seconds. */
    private static final long ROUNDING_MILLIS = 1_500;

    /** Somebody who has guessed in an earlier life of the engine, whose next guess costs about a minute. */
    private static final String OLD_GUESSER = "127.0.0.77";

    private static final String OLD_KEY = "desk-2";
    private static final int OLD_FAILURES = 15;
    private static final Pattern NUMBER = Pattern.compile("\"count\":\"(\\d+)\"");

    @TempDir
    private Path directory;

    private KilledEngine engine;
    private ApiKey trader;
    private RawClient trading;
    private long requestId;
    private long lastTimestamp;

    @BeforeEach
    void begin() throws Exception {
        engine = new KilledEngine(
                directory, "{'http':{'requestsPerSecond':0,'idleTimeoutMs':600000,'replayWindowMs':60000}}");
        trader = new ApiKey("desk-1", Role.TRADER, 1, engine.addTrader(1));
        engine.addTrader(2);
        guessInAnEarlierLife();
        engine.start();
        awaitReady();
        trading = new RawClient(engine.uri(), "127.0.0.1");
    }

    @AfterEach
    void end() throws Exception {
        trading.close();
        engine.close();
    }

    private void guessInAnEarlierLife() {
        long longAgo = System.currentTimeMillis() - 1;
        try (EngineAudit audit =
                EngineAudit.start(directory.resolve("data"), AuditRetention.DEFAULTS, List.of(), AuditProbe.NONE)) {
            audit.record(new AuditEvent.LockedOut(OLD_KEY, "", OLD_FAILURES, longAgo));
            audit.record(new AuditEvent.LockedOut("", OLD_GUESSER, OLD_FAILURES, longAgo));
        }
    }

    @Test
    void shouldServeATraderWhileAThousandGuessesASecondAreLockedOutAndRememberThem() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        System.out.println("BruteForceIT: -Deverbook.seed=" + seed);
        trade(2);
        double[] calm = trade(CALM_SECONDS);
        int perSecond = guessesPerSecond(seed);
        Guessers guessers =
                new Guessers(engine.uri(), 0, List.of("desk-1", OLD_KEY, "ghost-1", "ghost-2", "ghost-3"), seed);
        CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> guess(guessers, perSecond, GUESSING_SECONDS));
        double[] attacked = trade(GUESSING_SECONDS);
        attack.get(3, TimeUnit.MINUTES);
        System.out.printf(
                "BruteForceIT: guesses answered: %d, %.0f a second: %s%n",
                guessers.answered(), guessers.rate(), guessers.answers());
        System.out.printf(
                "BruteForceIT: order latency before: p50 %.2f ms p99 %.2f ms; during: p50 %.2f ms p99 %.2f ms; "
                        + "ratio: p50 %.2f p99 %.2f%n",
                calm[0], calm[1], attacked[0], attacked[1], attacked[0] / calm[0], attacked[1] / calm[1]);
        assertThat(guessers.failures()).isEmpty();
        assertThat(guessers.answered()).isEqualTo(guessers.sent()).isEqualTo(perSecond * GUESSING_SECONDS);
        assertThat(guessers.rate()).as("guesses a second").isGreaterThan(0.8 * perSecond);
        assertThat(guessers.answers().keySet())
                .isEqualTo(Set.of("401 SIGNATURE_INVALID", "429 LOCKED_OUT with Retry-After"));
        assertThat(guessers.answers().get("429 LOCKED_OUT with Retry-After"))
                .hasValueGreaterThan(perSecond * GUESSING_SECONDS / 2);
        assertThat(attacked[0]).as("p50").isLessThan(MOST_TIMES * calm[0] + SLACK_MILLIS);

        // The old key was among those that were guessed; the old address guesses now.
        assertThat(ask(OLD_GUESSER, "ghost-9").status()).isEqualTo(401);
        Map<String, LockOut> before = lockOuts();
        engine.stop();
        engine.start();
        awaitReady();
        assertRemembered(before);
        before = lockOuts();
        engine.kill();
        engine.start();
        awaitReady();
        assertRemembered(before);
        trading.close();
        trading = new RawClient(engine.uri(), "127.0.0.1");
        trade(1);
        engine.kill();
        assertThatTheAuditTells(guessers.answers());
    }

    /** A thousand a second, or a share of what this machine answers where it is too busy for that. */
    private int guessesPerSecond(long seed) {
        Guessers probe = new Guessers(engine.uri(), 2, List.of("ghost-4", "ghost-5"), seed);
        guess(probe, PROBING_PER_SECOND, PROBING_SECONDS);
        int perSecond =
                (int) Math.max(FEWEST_PER_SECOND, Math.min(GUESSES_PER_SECOND, SHARE_OF_THE_MACHINE * probe.rate()));
        System.out.printf("BruteForceIT: %.0f a second answered; %d are guessed%n", probe.rate(), perSecond);
        return perSecond;
    }

    private static void guess(Guessers guessers, int perSecond, int seconds) {
        try {
            guessers.guess(perSecond, Duration.ofSeconds(seconds));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Enters orders at a steady rate, each of which must be carried out: the median and 99th percentile in ms. */
    private double[] trade(int seconds) throws IOException {
        int orders = seconds * ORDERS_PER_SECOND;
        List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        long start = System.nanoTime();
        for (int i = 0; i < orders; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / ORDERS_PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            requestId++;
            trading.order(trader, timestamp(), ORDER.formatted(requestId), answer -> {
                latencies.add(System.nanoTime() - due);
                if (answer.status() != 200) {
                    refused.add(answer.toString());
                }
            });
        }
        await().until(() -> latencies.size() == orders || trading.failure() != null);
        assertThat(trading.failure()).isNull();
        assertThat(refused).isEmpty();
        double[] sorted =
                latencies.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
        return new double[] {sorted[orders / 2], sorted[orders * 99 / 100]};
    }

    /** When a lock-out ends, in milliseconds since the epoch: after the first, and no later than the other. */
    private record LockOut(long after, long until) {}

    /** {@return the lock-outs of the old key and the old address; one that has ended meanwhile is begun anew} */
    private Map<String, LockOut> lockOuts() throws Exception {
        Map<String, LockOut> ends = new HashMap<>();
        for (String who : List.of("127.0.0.79 " + OLD_KEY, OLD_GUESSER + " ghost-8")) {
            LockOut lockOut = lockOut(who);
            if (lockOut == null) {
                lockOut = lockOut(who);
            }
            assertThat(lockOut).as(who).isNotNull();
            ends.put(who, lockOut);
        }
        return ends;
    }

    /** {@return the lock-out of an address and a key; null for none, in which case it has begun now} */
    private LockOut lockOut(String who) throws Exception {
        long asked = System.currentTimeMillis();
        RawClient.Answer answer = ask(who.split(" ")[0], who.split(" ")[1]);
        long answered = System.currentTimeMillis();
        if (answer.status() == 401) {
            return null;
        }
        assertThat(answer.status()).as(who).isEqualTo(429);
        assertThat(answer.body()).contains("\"code\":\"LOCKED_OUT\"");
        assertThat(answer.retrySeconds()).isBetween(1L, 64L);
        long millis = TimeUnit.SECONDS.toMillis(answer.retrySeconds());
        return new LockOut(asked + millis - 1_000, answered + millis);
    }

    /** Holds what is locked out now against what was; on a busy machine, a start may take until after its end. */
    private void assertRemembered(Map<String, LockOut> before) throws Exception {
        for (Map.Entry<String, LockOut> one : before.entrySet()) {
            LockOut then = one.getValue();
            LockOut now = lockOut(one.getKey());
            if (now == null) {
                assertThat(System.currentTimeMillis())
                        .as("not shorter: " + one.getKey())
                        .isGreaterThan(then.after() - ROUNDING_MILLIS);
            } else {
                assertThat(now.after()).as("not longer: " + one.getKey()).isLessThan(then.until() + ROUNDING_MILLIS);
                assertThat(now.until())
                        .as("not shorter: " + one.getKey())
                        .isGreaterThan(then.after() - ROUNDING_MILLIS);
            }
        }
    }

    private RawClient.Answer ask(String address, String keyId) throws Exception {
        CompletableFuture<RawClient.Answer> answer = new CompletableFuture<>();
        try (RawClient client = new RawClient(engine.uri(), address)) {
            client.order(keyId, timestamp(), "0".repeat(64), ORDER.formatted(1), answer::complete);
            return answer.get(3, TimeUnit.MINUTES);
        }
    }

    /** The chain is whole, and what it adds up to is what the guessers were told. */
    private void assertThatTheAuditTells(Map<String, AtomicLong> answers) {
        String data = directory.resolve("data").toString();
        EverbookJar.Result verify = EverbookJar.run("", "audit", "verify", "--data", data);
        assertThat(verify.exitCode()).as(verify.out()).isZero();
        EverbookJar.Result show = EverbookJar.run("", "audit", "show", "--data", data, "--json");
        assertThat(show.exitCode()).as(show.err()).isZero();
        List<String> lines = show.outLines();
        assertThat(lines).anyMatch(line -> line.contains("\"locked-out\"") && line.contains("\"127.0.0.2\""));
        assertThat(lines).anyMatch(line -> line.contains("\"locked-out\"") && line.contains("\"ghost-1\""));
        assertThat(lines).anyMatch(line -> line.contains("\"lock-out-ended\"") && line.contains("\"127.0.0.2\""));
        assertThat(lines).anyMatch(line -> line.contains("\"before\":\"stopped\""));
        assertThat(lines).anyMatch(line -> line.contains("\"before\":\"died\""));
        answers.forEach((what, count) -> assertThat(total(lines, what.split(" ")[1]))
                .as("counted: " + what)
                .isGreaterThanOrEqualTo(count.get()));
        assertThat(lines.size()).as("records, whatever is sent").isLessThan(1_500);
    }

    private static long total(List<String> lines, String reason) {
        return lines.stream()
                .filter(line -> line.contains("\"reason\":\"" + reason + '"'))
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .mapToLong(number -> Long.parseLong(number.group(1)))
                .sum();
    }

    private String timestamp() {
        lastTimestamp = Math.max(lastTimestamp + 1, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        return Long.toString(lastTimestamp);
    }

    private void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(engine.uri() + "/ready")).build();
        await().failFast("the engine ended", () -> !engine.isAlive())
                .ignoreExceptions()
                .until(() -> client.send(ready, BodyHandlers.discarding()).statusCode() == 200);
    }
}
