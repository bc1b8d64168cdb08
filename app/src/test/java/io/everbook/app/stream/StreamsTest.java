package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.Json;
import io.everbook.app.client.LiveBook;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.engine.Submission;
import io.everbook.app.json.BookFields;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.RandomStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Market data and commands over real sockets. */
@Timeout(300)
class StreamsTest {

    private static final StreamLimits FAST = new StreamLimits(4, 3, 1_024, 1 << 20, 600_000, 60_000, 1_000, 0, 1_024);

    private static final int IN_THE_HEADER = 20;

    @TempDir
    private Path directory;

    @Test
    void shouldStreamTheEnginesBook() throws Exception {
        long seed = Long.getLong("everbook.seed", System.nanoTime());
        try (StreamedEngine served = StreamedEngine.start(directory, FAST);
                TestSocket early = served.connect();
                TestSocket late = served.connect()) {
            LiveBook first = new LiveBook();
            LiveBook second = new LiveBook();
            early.send("{'type':'subscribe','channel':'book'}");
            List<Command> commands =
                    RandomStream.of(seed, 3_000, StreamedEngine.BTC).commands();
            for (int i = 0; i < commands.size(); i++) {
                if (i == commands.size() / 2) {
                    late.send("{'type':'subscribe','channel':'book','symbol':'BTC-USD'}");
                }
                submit(served, commands.get(i));
            }
            awaitEqual("seed=" + seed, served, early, first);
            awaitEqual("seed=" + seed, served, late, second);
        }
    }

    @Test
    void shouldTellASymbolThatIsDownFromOneThatDoesNotExist() throws Exception {
        try (StreamedEngine before = StreamedEngine.start(directory)) {
            before.engine.addInstrument(Instrument.of("ETH-USD", "0.01", "0.01"));
            before.engine.submit(new Command()
                    .clear()
                    .type(CommandType.MASS_CANCEL)
                    .marketIndex(before.engine.marketIndex("ETH-USD"))
                    .participantId(7));
        }
        Path journal = directory.resolve("journals/ETH-USD.journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[IN_THE_HEADER] ^= 1;
        Files.write(journal, bytes);
        try (StreamedEngine served = StreamedEngine.start(directory);
                TestSocket socket = served.connect()) {
            socket.login(StreamedEngine.SEVEN, "").next("logged-in");
            String order = "{'type':'new','requestId':1,'symbol':'%s','side':'buy','price':'1','quantity':'1'}";
            for (String message : List.of(order, "{'type':'subscribe','channel':'book','symbol':'%s'}")) {
                assertThat(socket.send(message.formatted("ETH-USD"))
                                .next("error")
                                .text("code"))
                        .isEqualTo("NOT_SERVED");
                assertThat(socket.send(message.formatted("NOPE")).next("error").text("code"))
                        .isEqualTo("UNKNOWN_INSTRUMENT");
            }
        }
    }

    private static void submit(StreamedEngine served, Command command) {
        Submission submission = served.engine.submit(command.marketIndex(0).sequence(0));
        while (submission == Submission.BUSY) {
            Thread.onSpinWait();
            submission = served.engine.submit(command);
        }
    }

    private static void awaitEqual(String seed, StreamedEngine served, TestSocket socket, LiveBook book) {
        await().untilAsserted(() -> {
            for (Json message = socket.poll(); message != null; message = socket.poll()) {
                book.apply(message);
            }
            BookView view = served.book();
            assertThat(book.bids()).as(seed).isEqualTo(levels(view.bids()));
            assertThat(book.asks()).as(seed).isEqualTo(levels(view.asks()));
        });
        assertThat(book.isLoaded()).isTrue();
    }

    private static List<LiveBook.Level> levels(BookView.Levels levels) {
        DecimalUnit tick = StreamedEngine.BTC.tick();
        DecimalUnit lot = StreamedEngine.BTC.lot();
        return IntStream.range(0, levels.depth())
                .mapToObj(i -> new LiveBook.Level(
                        BookFields.decimal(tick, levels.priceTicks()[i]),
                        BookFields.decimal(lot, levels.quantityLots()[i]),
                        levels.orderCount()[i]))
                .toList();
    }

    @Test
    void shouldStreamTradesAndTheTopAndAnswerCommands() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, FAST);
                TestSocket seven = served.connect();
                TestSocket eight = served.connect()) {
            seven.send("{'type':'subscribe','channel':'trades'}").send("{'type':'subscribe','channel':'top'}");
            assertThat(seven.next("subscribed").text("channel")).isEqualTo("trades");
            assertThat(seven.next("top").has("bid")).isFalse();
            eight.login(StreamedEngine.EIGHT, "");
            assertThat(eight.next("logged-in").number("participant")).isEqualTo(8);
            eight.send("{'type':'new','requestId':1,'side':'buy','price':'9.5','quantity':'2'}");
            Json outcome = eight.next("outcome");
            assertThat(outcome.text("outcome")).isEqualTo("accepted");
            assertThat(outcome.number("requestId")).isEqualTo(1);
            Json top = seven.next("top");
            assertThat(top.object("bid").text("price")).isEqualTo("9.50");
            assertThat(top.has("ask")).isFalse();
            eight.send("{'type':'new','requestId':2,'side':'sell','price':'9.5','quantity':'0.5'}");
            Json trade = seven.next("trades").objects("trades").get(0);
            assertThat(trade.text("price") + " " + trade.text("quantity") + " " + trade.text("aggressor"))
                    .isEqualTo("9.50 0.50000000 sell");
            eight.send("{'type':'new','requestId':2,'side':'sell','price':'9.5','quantity':'0.5'}");
            eight.next("outcome");
            assertThat(eight.next("outcome").flag("original")).isTrue();
        }
    }

    @Test
    void shouldSayWhatIsWrongAndGoOn() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, FAST);
                TestSocket socket = served.connect()) {
            check(socket, "{'type':'subscribe','channel':'books'}", "BAD_REQUEST");
            check(socket, "{'type':'subscribe','channel':'book','symbol':'XYZ'}", "UNKNOWN_INSTRUMENT");
            check(socket, "{'type':'subscribe','channel':'book','depth':1}", "BAD_REQUEST");
            check(socket, "{'type':'unsubscribe','channel':'book'}", "NOT_FOUND");
            check(socket, "[1]", "BAD_REQUEST");
            check(socket, "{'type':'ping'} {}", "BAD_REQUEST");
            check(socket, "{'type':{'a':[]}}", "BAD_REQUEST");
            check(socket, "{'type':'ping','type':'ping'}", "BAD_REQUEST");
            check(socket, "{'type':'new','requestId':1,'side':'buy'}", "SIGNATURE_MISSING");
            socket.login(StreamedEngine.SEVEN, "");
            socket.next("logged-in");
            check(socket, "{'type':'new','side':'buy','price':'1','quantity':'1'}", "BAD_REQUEST");
            check(socket, "{'type':'new','requestId':7,'side':'buy','participant':9}", "BAD_REQUEST");
            served.keys.remove("desk-7");
            check(socket, "{'type':'cancel','requestId':8,'orderId':1}", "SIGNATURE_INVALID");
            assertThat(socket.awaitClose()).startsWith("4003 ");
        }
    }

    private static void check(TestSocket socket, String message, String code) throws InterruptedException {
        Json error = socket.send(message).next();
        assertThat(error.text("type") + " " + error.text("code"))
                .as(message + ": " + error)
                .isEqualTo("error " + code);
    }

    @Test
    void shouldCloseWithTheCodesThatAreDocumented() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, FAST)) {
            TestSocket binary = served.connect();
            binary.sendBinary();
            assertThat(binary.awaitClose()).startsWith("1003 ");
            TestSocket large = served.connect();
            large.send("{'type':'" + "x".repeat(2_000) + "'}");
            assertThat(large.awaitClose()).startsWith("1009 ");
            TestSocket guesser = served.connect();
            for (int i = 0; i < 5; i++) {
                guesser.send("{'type':'login','key':'desk-7','timestamp':'1','signature':'00'}");
            }
            assertThat(guesser.awaitClose()).startsWith("4001 ");
            TestSocket last = served.connect();
            served.streams.stop();
            assertThat(last.awaitClose()).startsWith("1001 ");
            assertThat(upgradeStatus(served)).isEqualTo(503);
        }
    }

    @Test
    void shouldLimitConnectionsSubscriptionsAndRates() throws Exception {
        try (StreamedEngine served = new StreamedEngine(directory, FAST, new Rate(1, 4), true);
                TestSocket socket = served.connect()) {
            for (String channel : List.of("book", "top", "trades")) {
                socket.send("{'type':'subscribe','channel':'" + channel + "'}").next("subscribed");
            }
            socket.send("{'type':'ping'}").next("pong");
            Json limited = socket.send("{'type':'ping'}").next("error");
            assertThat(limited.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(limited.number("retryAfterMs")).isBetween(1L, 1_001L);
            Json command;
            do {
                command = socket.send("{'type':'cancel','requestId':42,'orderId':1}")
                        .next("error");
                assertThat(command.number("requestId")).isEqualTo(42);
            } while (!command.text("code").equals("RATE_LIMITED"));
            TestSocket flood = served.connect();
            for (int i = 0; i < 1_200 && !flood.closed.isDone(); i++) {
                try {
                    flood.send("x");
                } catch (RuntimeException closed) {
                    break;
                }
            }
            assertThat(flood.awaitClose()).startsWith("4029 ");
        }
    }

    @Test
    void shouldHaveAsManyConnectionsAsAllowedAndNoMore() throws Exception {
        AtomicInteger open = new AtomicInteger();
        StreamProbe count = new StreamProbe() {

            @Override
            public void opened() {
                open.incrementAndGet();
            }

            @Override
            public void closed(StreamClose reason) {
                open.decrementAndGet();
            }
        };
        try (StreamedEngine served = new StreamedEngine(directory, FAST, new Rate(0, 1), true, count)) {
            List<TestSocket> sockets = new ArrayList<>();
            for (int i = 0; i < FAST.maxConnections(); i++) {
                sockets.add(served.connect());
                // A client may hear of its connection before the engine counts it.
                sockets.get(i).send("{'type':'ping'}").next("pong");
            }
            assertThat(upgradeStatus(served)).isEqualTo(503);
            assertThat(open).hasValue(FAST.maxConnections());
            sockets.remove(0).close();
            await().until(() -> open.get() == FAST.maxConnections() - 1);
            sockets.add(served.connect().send("{'type':'ping'}"));
            sockets.get(sockets.size() - 1).next("pong");
            assertThat(upgradeStatus(served)).isEqualTo(503);
            sockets.forEach(TestSocket::close);
        }
    }

    /** Many come at once, so that several see the last free place: those too many are told to come again. */
    @Test
    void shouldServeNoMoreThanAllowedWhereManyComeAtOnce() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, FAST)) {
            List<CompletableFuture<TestSocket>> coming = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(served::connect))
                    .toList();
            int pongs = 0;
            for (CompletableFuture<TestSocket> connected : coming) {
                try {
                    TestSocket socket = connected.join();
                    await().until(() -> isAnswered(socket) || socket.closed.isDone());
                    if (socket.closed.isDone()) {
                        assertThat(socket.awaitClose()).startsWith("1013 ");
                    } else {
                        pongs++;
                    }
                } catch (CompletionException refused) {
                    assertThat(status(refused)).isEqualTo(503);
                }
            }
            assertThat(pongs).isEqualTo(FAST.maxConnections());
        }
    }

    private static boolean isAnswered(TestSocket socket) {
        try {
            socket.send("{'type':'ping'}");
        } catch (CompletionException closed) {
            return false;
        }
        return socket.poll() != null;
    }

    /** What a request has a time for, a stream has not: it says nothing for as long as there is nothing to say. */
    @Test
    void shouldKeepAStreamForLongerThanARequestMayTake() throws Exception {
        int timeoutMillis = 4_000;
        HttpLimits http = new HttpLimits(1_024, 30_000, timeoutMillis, 1_024, 5_000, 0, 1);
        try (StreamedEngine served = new StreamedEngine(directory, FAST, new Rate(0, 1), true, StreamProbe.NONE, http);
                TestSocket socket = served.connect();
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            silent.setSoTimeout(60_000);
            assertThat(silent.getInputStream().read())
                    .as("one that asks for nothing, opened later, is cut off")
                    .isEqualTo(-1);
            socket.send("{'type':'ping'}").next("pong");
            assertThat(socket.closed).isNotDone();
        }
    }

    @Test
    void shouldRefuseToConnectBeforeTheMarketsAreRecovered() throws Exception {
        try (StreamedEngine served = new StreamedEngine(directory, FAST, new Rate(0, 1), false)) {
            assertThat(upgradeStatus(served)).isEqualTo(503);
            served.engine.serve(List.of(StreamedEngine.BTC));
            try (TestSocket socket = served.connect()) {
                socket.send("{'type':'ping'}").next("pong");
            }
        }
    }

    @Test
    void shouldSayThatThePathIsAWebSocket() throws Exception {
        try (StreamedEngine served = StreamedEngine.start(directory, FAST)) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served.port() + "/ws"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(426);
            assertThat(response.body()).contains("UPGRADE_REQUIRED");
        }
    }

    /** {@return the status of an upgrade} */
    private static int upgradeStatus(StreamedEngine served) {
        try {
            served.connect().close();
            return 101;
        } catch (CompletionException refused) {
            return status(refused);
        }
    }

    private static int status(CompletionException refused) {
        return refused.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().statusCode()
                : 0;
    }
}
