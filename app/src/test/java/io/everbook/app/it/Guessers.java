package io.everbook.app.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Who guesses signatures at a steady rate, whatever the answers: eight stay at one address each, and a ninth takes a
 * new address after every ten guesses, so that it is never locked out by its address. Their time stamps are right.
 */
final class Guessers {

    /** The addresses of those that stay are 127.n.0.2 and the seven behind it; those of the ninth are in 127.n+1. */
    static final int STAYING = 8;

    private static final int GUESSES_OF_AN_ADDRESS = 10;
    private static final int SIGNATURE_BYTES = 32;

    private final URI engine;
    private final int network;
    private final List<String> keyIds;
    private final Random random;
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final AtomicLong answered = new AtomicLong();
    private final List<IOException> failures = new ArrayList<>();
    private long sent;
    private long nanos;

    Guessers(URI engine, int network, List<String> keyIds, long seed) {
        this.engine = engine;
        this.network = network;
        this.keyIds = keyIds;
        random = new Random(seed);
    }

    /** Guesses for a while. Each tenth guess is the wanderer's. */
    void guess(int perSecond, Duration time) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < STAYING; i++) {
            clients.add(new RawClient(engine, "127." + network + ".0." + (2 + i)));
        }
        RawClient wanderer = null;
        long start = System.nanoTime();
        long total = perSecond * time.toSeconds();
        long wandered = 0;
        for (long i = 0; i < total; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (i % 10 != 0) {
                guess(clients.get((int) (i % STAYING)));
                continue;
            }
            if (wandered % GUESSES_OF_AN_ADDRESS == 0) {
                long place = wandered / GUESSES_OF_AN_ADDRESS;
                wanderer = new RawClient(engine, "127." + (network + 1) + '.' + place / 250 + '.' + (1 + place % 250));
                clients.add(wanderer);
            }
            wandered++;
            guess(wanderer);
        }
        await().until(() -> clients.stream().allMatch(client -> client.unanswered() == 0 || client.failure() != null));
        nanos = System.nanoTime() - start;
        for (RawClient client : clients) {
            if (client.failure() != null) {
                failures.add(client.failure());
            }
            client.close();
        }
    }

    private void guess(RawClient client) throws IOException {
        byte[] signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        sent++;
        client.order(
                keyIds.get(random.nextInt(keyIds.size())),
                Long.toString(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())),
                HexFormat.of().formatHex(signature),
                BruteForceIT.ORDER.formatted(sent),
                this::count);
    }

    private void count(RawClient.Answer answer) {
        answered.incrementAndGet();
        String code = answer.body().replaceAll("(?s).*\"code\":\"(\\w+)\".*", "$1");
        String what = answer.status() + " " + code + (answer.retrySeconds() > 0 ? " with Retry-After" : "");
        answers.computeIfAbsent(what, none -> new AtomicLong()).incrementAndGet();
    }

    /** How many guesses have got each answer: its status, its code, and whether it says when to come back. */
    Map<String, AtomicLong> answers() {
        return answers;
    }

    List<IOException> failures() {
        return failures;
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered.get();
    }

    /** How many guesses a second were answered. */
    double rate() {
        return answered.get() * 1e9 / nanos;
    }
}
