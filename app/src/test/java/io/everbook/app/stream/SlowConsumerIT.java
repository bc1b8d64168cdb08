package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.Json;
import io.everbook.app.client.LiveBook;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.core.book.BookView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that subscribes to everything and reads nothing: others lose no trade and no change of the book, their
 * outcomes come, what is kept for it stays bounded, and it is closed with a reason. The first half of the time is
 * measured without it, the second with it: both are printed. {@code -Deverbook.slow.seconds=60} makes it a minute.
 */
@Timeout(400)
class SlowConsumerIT {

    private static final int SECONDS = Integer.getInteger("everbook.slow.seconds", 4);
    /** A busy machine needs longer to enter as many orders as leave no room for the slow client. */
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** One that has no room for a new snapshot gets no updates that could be merged before it is closed. */
    private static final int MOST_CLIENTS = 10;

    private static final double MICROS = 1e3;
    private static final int ASK_ORDERS = 15;
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    private Path directory;

    private final AtomicLong conflated = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final ConcurrentLinkedQueue<StreamClose> closed = new ConcurrentLinkedQueue<>();
    private final LiveBook book = new LiveBook();
    private long lastTrade;
    private long updates;
    private long requestId;
    private long lastAsked;
    private long lastAskedAt;
    private final StreamProbe probe = new StreamProbe() {

        @Override
        public void conflated() {
            conflated.incrementAndGet();
        }

        @Override
        public void dropped(int trades) {
            dropped.addAndGet(trades);
        }

        @Override
        public void closed(StreamClose reason) {
            closed.add(reason);
        }
    };

    @Test
    void shouldCostNobodyElseAnything() throws Exception {
        StreamLimits limits =
                new StreamLimits(8, 8, 1_024, 1 << 16, SECONDS * 1_000 / 2, 600_000, 1_000, 1, 16 * 1_024);
        try (StreamedEngine served = new StreamedEngine(directory, limits, new Rate(0, 1), true, probe);
                TestSocket reader = served.connect();
                TestSocket trader = served.connect()) {
            reader.send("{'type':'subscribe','channel':'book'}").send("{'type':'subscribe','channel':'trades'}");
            trader.login(StreamedEngine.SEVEN, "").next("logged-in");
            Histogram without = trade(trader, reader, SECONDS / 2.0, null);
            for (int client = 0; client == 0 || conflated.get() == 0 && client < MOST_CLIENTS; client++) {
                closed.clear();
                dropped.set(0);
                try (Socket slow = readNothing(served.port())) {
                    Histogram with = trade(trader, reader, SECONDS, slow.getOutputStream());
                    print("without a slow client", without);
                    print("with a slow client   ", with);
                    System.out.println("SlowConsumerIT: conflated=" + conflated + " dropped=" + dropped
                            + " updates of others=" + updates + " trades of others=" + lastTrade);
                    await().untilAsserted(() -> assertThat(closed).contains(StreamClose.SLOW_CONSUMER));
                    assertThat(slow.isConnected()).isTrue();
                }
            }
            assertThat(conflated.get()).isPositive();
            await().untilAsserted(() -> {
                take(reader);
                assertThat(book.bids()).hasSameSizeAs(levels(served.book()));
            });
            assertThat(lastTrade).isEqualTo(served.book().lastTradeId()).isPositive();
        }
    }

    private static List<Integer> levels(BookView view) {
        return IntStream.range(0, view.bids().depth()).boxed().toList();
    }

    /** Crosses and rests by turns at many prices, so that book and trades move; each outcome is waited for. */
    private Histogram trade(TestSocket trader, TestSocket reader, double seconds, OutputStream slow) throws Exception {
        Histogram latency = new Histogram(3);
        long start = System.nanoTime();
        long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() - start < (slow == null || isSlowSeen() ? nanos : MOST_NANOS)) {
            requestId++;
            long price = 1_000 + requestId % 400;
            String side = requestId % 3 == 2 ? "sell" : "buy";
            String limit = requestId % 3 == 2 ? "0.01" : price / 100 + "." + (price % 100 + 100 + "").substring(1);
            String quantity = requestId % 3 == 2 ? "0.00000003" : "0.00000002";
            long sent = System.nanoTime();
            trader.send("{'type':'new','requestId':" + requestId + ",'side':'" + side + "','price':'" + limit
                    + "','quantity':'" + quantity + "'}");
            assertThat(trader.next("outcome").text("outcome")).isEqualTo("accepted");
            latency.recordValue(System.nanoTime() - sent);
            take(reader);
            // A subscription without room waits for its snapshot and merges nothing: between two lie enough trades and
            // updates to tell that there is no room.
            boolean room = conflated.get() == 0 && dropped.get() == 0 && closed.isEmpty();
            if (slow != null && room && sent - lastAsked > ASK_NANOS && requestId - lastAskedAt > ASK_ORDERS) {
                lastAsked = sent;
                lastAskedAt = requestId;
                askForSnapshot(slow);
            }
        }
        return latency;
    }

    private boolean isSlowSeen() {
        return closed.contains(StreamClose.SLOW_CONSUMER);
    }

    /** Fills what the kernel keeps for a connection, so that the engine's own queue is what is measured. */
    private static void askForSnapshot(OutputStream slow) throws IOException {
        text(slow, "{\"type\":\"unsubscribe\",\"channel\":\"book\"}");
        text(slow, "{\"type\":\"subscribe\",\"channel\":\"book\"}");
    }

    /** A reader that keeps up: each update follows, each checksum holds, and trades are numbered without a gap. */
    private void take(TestSocket reader) {
        for (Json message = reader.poll(); message != null; message = reader.poll()) {
            book.apply(message);
            updates += "update".equals(message.text("type")) ? 1 : 0;
            for (Json trade : message.objects("trades")) {
                assertThat(trade.number("tradeId")).isEqualTo(lastTrade + 1);
                lastTrade++;
            }
        }
    }

    private static void print(String what, Histogram latency) {
        System.out.printf(
                "SlowConsumerIT: outcomes %s: n=%d p50=%.0f p99=%.0f max=%.0f us%n",
                what,
                latency.getTotalCount(),
                latency.getValueAtPercentile(50) / MICROS,
                latency.getValueAtPercentile(99) / MICROS,
                latency.getMaxValue() / MICROS);
    }

    /** {@return a WebSocket that has subscribed to everything, several times over, and of which nothing is read} */
    private static Socket readNothing(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        OutputStream out = socket.getOutputStream();
        out.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
        for (String channel : List.of("book", "trades", "top")) {
            text(out, "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}");
        }
        return socket;
    }

    /** Sends a short text frame, masked with zeros. */
    private static void text(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | bytes.length), 0, 0, 0, 0});
        out.write(bytes);
        out.flush();
    }
}
