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
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.EventBatch;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.RandomStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The single orders of a book, as clients keep them from the stream, held against the engine's. */
@Timeout(60)
final class FullBookTest {

    /** A small ring, so that events are lost and the market is read again. */
    private static final StreamLimits SMALL = new StreamLimits(8, 8, 1_024, 1 << 16, 30_000, 60_000, 100, 5, 1_024);

    private static final int MOST = (1 << 16) / 96;
    private static final Instrument BTC = StreamedEngine.BTC;

    @TempDir
    private Path directory;

    @Test
    void shouldBeTheEnginesOrdersForWhoeverCameEarlyOrLate() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        try (StreamedEngine served = StreamedEngine.start(directory, SMALL);
                TestSocket early = served.connect();
                TestSocket late = served.connect();
                StreamClient client = new EverbookClient(
                                URI.create("http://127.0.0.1:" + served.port()), null, Duration.ofSeconds(10))
                        .streams(false)) {
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
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                take(early, views[0]);
                take(late, views[1]);
                for (LiveOrders view : views) {
                    assertThat(lines(view)).as("seed=" + seed).isEqualTo(lines(served));
                }
            });
            assertThat(lines(served)).as("seed=" + seed).isNotEmpty();
        }
    }

    /** Clients that are behind get what changed meanwhile merged, whatever it was. */
    @Test
    void shouldBeTheEnginesOrdersForWhoeverIsBehind() {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int stream = 0; stream < 20; stream++) {
            Market market = new Market(BTC);
            EventBatch events = new EventBatch();
            FullBook book = new FullBook(BTC, 1 << 20);
            book.watch();
            book.load(FoldedOrders.read(market, Integer.MAX_VALUE));
            book.publish(0, 0);
            LiveOrders prompt = new LiveOrders();
            LiveOrders slow = new LiveOrders();
            prompt.apply(Json.parse(book.snapshotText()));
            slow.apply(Json.parse(book.snapshotText()));
            long since = book.sequence();
            long place = book.place();
            Set<Long> ids = new LinkedHashSet<>();
            for (Command command : RandomStream.of(seed + stream, 300, BTC).commands()) {
                market.apply(command.sequence(market.sequence() + 1).marketIndex(0), events);
                for (int i = 0; i < events.size(); i++) {
                    assertThat(book.apply(events.event(i))).as("seed=%d", seed).isTrue();
                }
                if (random.nextInt(3) > 0) {
                    continue;
                }
                book.publish(market.sequence(), 0);
                if (!book.changed().isEmpty()) {
                    prompt.apply(Json.parse(book.updateText()));
                    ids.addAll(book.changed());
                }
                assertThat(lines(prompt)).as("seed=%d", seed).isEqualTo(lines(market));
                if (!ids.isEmpty() && random.nextInt(10) == 0) {
                    slow.apply(Json.parse(book.updateText(since, place, ids)));
                    since = book.sequence();
                    place = book.place();
                    ids.clear();
                    assertThat(lines(slow)).as("seed=%d", seed).isEqualTo(lines(market));
                }
            }
        }
    }

    @Test
    void shouldSayThatABookHasTooManyOrdersAndServeTheRest() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, SMALL);
                TestSocket socket = served.connect();
                TestSocket late = served.connect()) {
            socket.send("{'type':'subscribe','channel':'full-book'}").next("full-snapshot");
            for (int i = 1; i <= MOST; i++) {
                submit(served, order(i));
            }
            LiveOrders view = new LiveOrders();
            late.send("{'type':'subscribe','channel':'full-book'}");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                take(late, view);
                assertThat(view.bids()).hasSize(MOST);
            });
            submit(served, order(MOST + 1));

            for (TestSocket ended : List.of(socket, late)) {
                Json error = ended.next("error");
                assertThat(error.text("code")).isEqualTo("BOOK_TOO_LARGE");
                assertThat(error.text("error")).contains(MOST + " visible orders", "symbol=BTC-USD");
            }
            assertThat(socket.send("{'type':'unsubscribe','channel':'full-book'}")
                            .next("error")
                            .text("code"))
                    .isEqualTo("NOT_FOUND");
            assertThat(socket.send("{'type':'subscribe','channel':'full-book'}")
                            .next("error")
                            .text("code"))
                    .as("as long as it is so large")
                    .isEqualTo("BOOK_TOO_LARGE");
            socket.send("{'type':'subscribe','channel':'book'}").next("snapshot");
            served.trading.submit(massCancel(MOST + 2)).join();
            Json empty =
                    socket.send("{'type':'subscribe','channel':'full-book'}").next("full-snapshot");
            assertThat(empty.objects("bids")).isEmpty();
        }
    }

    @Test
    void shouldNoticeAViewThatIsNotTheEngines() {
        String snapshot = "{'type':'full-snapshot','sequence':1,'bids':[],'asks':[],'checksum':0}";
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

    private static Command order(long requestId) {
        return new Command()
                .clear()
                .type(CommandType.NEW_ORDER)
                .participantId(7)
                .requestId(requestId)
                .side(Side.BUY)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .selfTradePrevention(SelfTradePrevention.NONE)
                .priceTicks(100 + requestId % 10)
                .quantityLots(requestId);
    }

    private static Command massCancel(long requestId) {
        return new Command()
                .clear()
                .type(CommandType.MASS_CANCEL)
                .marketIndex(0)
                .participantId(7)
                .requestId(requestId);
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

    private static List<String> lines(LiveOrders view) {
        List<String> lines = new ArrayList<>();
        view.bids()
                .forEach(order -> lines.add("buy " + order.orderId() + " " + order.price() + " " + order.quantity()));
        view.asks()
                .forEach(order -> lines.add("sell " + order.orderId() + " " + order.price() + " " + order.quantity()));
        return lines;
    }

    private static List<String> lines(StreamedEngine served) {
        return served.trading.ask(0, FullBookTest::lines).join();
    }

    private static List<String> lines(Market market) {
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
