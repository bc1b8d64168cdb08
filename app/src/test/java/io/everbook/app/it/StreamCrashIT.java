package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty clients trade over HTTP and WebSocket while the engine is killed and comes back. Each one's book by levels and
 * by orders, and its own orders, built from its streams, are the engine's in the end, and each own event came once and
 * in order. The small queue cuts the book by orders into parts.
 */
@Timeout(300)
class StreamCrashIT {

    private static final int CLIENTS = 20;
    private static final int COMMANDS = Integer.getInteger("everbook.stream.commands", 60);
    private static final String CONFIGURATION =
            "{'http':{'requestsPerSecond':0,'idleTimeoutMs':600000,'replayWindowMs':60000},"
                    + "'streams':{'maxLagMs':600000,'bookIntervalMs':1,'queueBytes':65536}}";

    @TempDir
    private Path directory;

    @Test
    void shouldGiveEachClientTheEnginesBookAndItsOwnOrdersAfterAKill() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        System.out.println("StreamCrashIT: -Deverbook.seed=" + seed);
        List<StreamTrader> traders = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (KilledEngine engine = new KilledEngine(directory, CONFIGURATION)) {
            List<String> secrets = new ArrayList<>();
            for (int id = 1; id <= CLIENTS; id++) {
                secrets.add(engine.addTrader(id));
            }
            engine.start();
            // They connect while the engine is not there yet.
            for (int id = 1; id <= CLIENTS; id++) {
                traders.add(new StreamTrader(engine.uri(), id, secrets.get(id - 1), seed));
            }
            List<CompletableFuture<Void>> flows = traders.stream()
                    .map(trader -> CompletableFuture.runAsync(() -> trader.trade(COMMANDS), threads))
                    .toList();
            await().until(() -> traders.get(0).book.sequence() > CLIENTS * COMMANDS / 3);
            engine.kill();
            engine.start();
            traders.get(3).cut();
            CompletableFuture.allOf(flows.toArray(CompletableFuture[]::new)).get(3, TimeUnit.MINUTES);
            String where = "-Deverbook.seed=" + seed;
            String book = traders.get(0).enginesBook();
            String orders = traders.get(0).enginesOrders();
            for (StreamTrader trader : traders) {
                String whose = where + " participant=" + trader.participantId + " " + trader.failure();
                await().untilAsserted(
                                () -> assertThat(trader.liveBook()).as(whose).isEqualTo(book));
                await().untilAsserted(
                                () -> assertThat(trader.liveOrders()).as(whose).isEqualTo(orders));
                await().untilAsserted(() -> trader.check(whose));
            }
            assertThat(traders.get(0).enginesBook()).isEqualTo(book);
            assertThat(engine.log()).doesNotContain("[ERROR]");
        } finally {
            traders.forEach(StreamTrader::close);
            threads.shutdownNow();
        }
    }
}
