package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.ClientException;
import io.everbook.app.client.EverbookClient;
import io.everbook.app.client.Json;
import io.everbook.app.client.LiveOrders;
import io.everbook.app.client.StreamClient;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Submission;
import io.everbook.app.json.BookFields;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.Side;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.RandomStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The single orders of a book, as clients keep them from the stream, held against the engine's. */
@Timeout(300)
final class FullBookTest {

    /** A small ring, so that events are lost and the market is read again. */
    private static final StreamLimits SMALL = new StreamLimits(8, 8, 1_024, 1 << 16, 600_000, 60_000, 100, 5, 1_024);

    private static final int LARGE = 50_500;
    private static final Instrument BTC = StreamedEngine.BTC;

    @TempDir
    private Path directory;

    @Test
    void shouldBeTheEnginesOrdersForWhoeverCameEarlyOrLate() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        try (StreamedEngine served = StreamedEngine.start(directory, SMALL);
                TestSocket early = served.connect();
                TestSocket late = served.connect();
                StreamClient client = client(served)) {
            early.send("{'type':'subscribe','channel':'full-book'}");
            LiveOrders[] views = {new LiveOrders(), new LiveOrders(), client.orders("BTC-USD", orders -> {})};
            List<Command> commands = RandomStream.of(seed, 3_000, BTC).commands();
            for (int i = 0; i < commands.size(); i++) {
                if (i == commands.size() / 2) {
                    late.send("{'type':'subscribe','channel':'book'}");
                    late.send("{'type':'subscribe','channel':'full-book'}");
                }
                submit(served, commands.get(i));
            }
            await().untilAsserted(() -> {
                take(early, views[0]);
                take(late, views[1]);
                for (LiveOrders view : views) {
                    assertThat(lines(view)).as("seed=" + seed).isEqualTo(lines(served));
                }
            });
            assertThat(lines(served)).as("seed=" + seed).isNotEmpty();
        }
    }

    /**
     * A book of far more orders than may wait for a client, which changes all the time: whoever takes part after part,
     * and whoever takes nothing for a while in the middle, has it in the end.
     */
    @Test
    void shouldGiveABookOfAnySizeInPartsWhileItTrades() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        AtomicInteger parts = new AtomicInteger();
        try (StreamedEngine served = StreamedEngine.start(directory, SMALL);
                StreamClient prompt = client(served);
                StreamClient stalled = client(served)) {
            for (int i = 1; i <= LARGE; i++) {
                submit(
                        served,
                        i % 2 == 0
                                ? BookOrders.buy(7, i, 10_000 - i % 5_000, i)
                                : BookOrders.sell(8, i, 10_001 + i % 70, i));
            }
            LiveOrders all = prompt.orders("BTC-USD", orders -> parts.incrementAndGet());
            LiveOrders late = stalled.orders("BTC-USD", orders -> hold(reads));
            Random random = new Random(1);
            for (int i = LARGE + 1; i <= LARGE + 2_000; i++) {
                submit(served, cancel(2 * i, 1 + random.nextInt(LARGE)));
                submit(served, BookOrders.buy(7, 2 * i + 1, 5_000 + random.nextInt(5_000), i));
            }
            List<String> orders = lines(served);
            assertThat(orders.size()).isGreaterThan(50_000);
            await().untilAsserted(() -> assertThat(lines(all)).isEqualTo(orders));
            assertThat(parts.get()).as("a part is a small share of it").isGreaterThan(100);
            assertThat(late.isLoaded()).isFalse();
            reads.countDown();
            await().untilAsserted(() -> assertThat(lines(late)).isEqualTo(orders));
            assertThat(late.isLoaded()).isTrue();
        }
    }

    private static StreamClient client(StreamedEngine served) {
        URI address = URI.create("http://127.0.0.1:" + served.port());
        return new EverbookClient(address, null, Duration.ofMinutes(1)).streams(false);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Command cancel(long requestId, long orderId) {
        return new Command()
                .clear()
                .type(CommandType.CANCEL_ORDER)
                .participantId(orderId % 2 == 0 ? 7 : 8)
                .requestId(requestId)
                .orderId(orderId);
    }

    @Test
    void shouldNoticeAViewThatIsNotTheEngines() {
        String snapshot = "{'type':'full-snapshot','sequence':1,'bids':[],'asks':[],'more':false,'checksum':0}";
        String update = "{'type':'full-update','previous':%d,'sequence':2,'changes':[%s],'checksum':0}";
        LiveOrders orders = new LiveOrders();
        orders.apply(json(snapshot));
        assertThatThrownBy(() -> orders.apply(json(update.formatted(0, ""))))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("does not follow");
        orders.apply(json(snapshot));
        String order = "{'orderId':1,'side':'buy','price':'1.00','quantity':'2'}";
        assertThatThrownBy(() -> orders.apply(json(update.formatted(1, order))))
                .hasMessageContaining("the orders are not the engine's");
        assertThat(orders.isLoaded()).isFalse();
    }

    private static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    private static void submit(StreamedEngine served, Command command) {
        command.marketIndex(0).sequence(0);
        while (served.engine.submit(command) == Submission.BUSY) {
            Thread.onSpinWait();
        }
    }

    private static void take(TestSocket socket, LiveOrders view) {
        for (Json message = socket.poll(); message != null; message = socket.poll()) {
            view.apply(message);
        }
    }

    static List<String> lines(LiveOrders view) {
        List<String> lines = new ArrayList<>();
        view.bids()
                .forEach(order -> lines.add("buy " + order.orderId() + " " + order.price() + " " + order.quantity()));
        view.asks()
                .forEach(order -> lines.add("sell " + order.orderId() + " " + order.price() + " " + order.quantity()));
        return lines;
    }

    static List<String> lines(StreamedEngine served) {
        return served.trading.ask(0, FullBookTest::lines).join();
    }

    static List<String> lines(Market market) {
        List<String> lines = new ArrayList<>();
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            market.walk()
                    .orders(
                            side,
                            Integer.MAX_VALUE,
                            order -> lines.add((side == Side.BUY ? "buy " : "sell ")
                                    + order.orderId + " " + BookFields.decimal(BTC.tick(), order.priceTicks) + " "
                                    + BookFields.decimal(BTC.lot(), order.shownQuantityLots)));
        }
        return lines;
    }
}
