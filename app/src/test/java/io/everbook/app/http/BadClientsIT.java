package io.everbook.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.HttpLimits;
import io.everbook.app.configuration.HttpTls;
import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.LogLevel;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.logging.Log;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send what no client should: the others are served meanwhile, and the log stays short. */
@Timeout(300)
final class BadClientsIT {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int HALF_OPEN = 10_000;
    /** Files and sockets that this process needs for itself. */
    private static final int OWN_FILES = 2_500;

    @TempDir
    private Path directory;

    private Path log;
    private ServedEngine served;
    private HttpGateway gateway;

    @BeforeEach
    void start() {
        start(1_024);
    }

    private void start(int connections) {
        log = directory.resolve("log");
        Log.configure(new Logging(LogLevel.INFO, LogFormat.TEXT, log.toString(), 1 << 30, 1));
        served = ServedEngine.start(directory.resolve("data"));
        HttpLimits limits = new HttpLimits(connections, 30_000, TIMEOUT_MILLIS, 1_024, 5_000, 0, 1);
        FakeEngine books = new FakeEngine();
        gateway = HttpGateway.start(
                new Configuration.Http(true, "127.0.0.1", 0, HttpTls.NONE, limits, StreamLimits.DEFAULTS),
                new HttpSources(
                        served.engine::health,
                        () -> "up 1\n",
                        books,
                        served.engine::snapshot,
                        FakeEngine.SYNC_MODE,
                        TestKeys.ALL.access(),
                        served.trading,
                        null,
                        () -> ServiceFaults.NONE));
    }

    @AfterEach
    void end() {
        gateway.close();
        served.close();
        Log.configure(Logging.DEFAULTS);
    }

    @Test
    void shouldServeOthersWhileRandomBytesPourIn() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            try (Socket socket = connect()) {
                socket.getOutputStream().write(bytes);
            } catch (IOException closedByTheServer) {
                // Which is what it should do.
            }
        }

        assertServed("seed " + seed);
        assertThat(complaints()).as("seed %d: %s", seed, Files.readString(log)).isBetween(1L, 5L);
    }

    @Test
    void shouldLogALineOfEachKindOfBytesThatAreNoRequest() throws Exception {
        String get = "GET /health HTTP/1.1\r\n";
        String post = "POST /orders HTTP/1.1\r\nHost: x\r\n";
        Map<String, Integer> statuses = new LinkedHashMap<>();
        statuses.put("nonsense\r\n\r\n", 400);
        statuses.put("GET\r\n\r\n", 400);
        statuses.put("\u0016\u0003\u0001\u0002\u0000\u0001\u0000", 400);
        statuses.put(get + "\r\n", 400);
        statuses.put(get + "Host: x\r\nno colon\r\n\r\n", 400);
        statuses.put(get + "Host: x\r\n folded\r\n\r\n", 400);
        statuses.put(post + "Content-Length: -5\r\n\r\n", 400);
        statuses.put(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 400);
        statuses.put(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nab", 400);
        statuses.put("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
        statuses.put(get + "Host: x\r\nA: " + "x".repeat(20_000) + "\r\n\r\n", 431);
        statuses.put("GET /health HTTP/9.9\r\nHost: x\r\n\r\n", 505);
        for (int i = 0; i < 3; i++) {
            for (Map.Entry<String, Integer> request : statuses.entrySet()) {
                String answer = raw(request.getKey());
                assertThat(answer)
                        .as(request.getKey()
                                .substring(0, Math.min(80, request.getKey().length())))
                        .startsWith("HTTP/1.1 " + request.getValue())
                        .contains("\"code\":\"BAD_REQUEST\"");
            }
        }

        assertServed("after them");
        try (var lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.contains("What came is no request that can be read"))
                            .toList())
                    .as("one line for each status")
                    .hasSize(4)
                    .allMatch(line -> line.contains("from=127.0.0.1 before=0"))
                    .anyMatch(line -> line.contains("status=400 why=No URI"))
                    .anyMatch(line -> line.contains("status=431 why=Request Header Fields Too Large"));
        }
    }

    @Test
    void shouldRefuseBodiesThatCannotBeCommands() throws Exception {
        List<String> bodies = List.of(
                "[".repeat(8_000),
                "{\"a\":".repeat(2_000),
                "{\"requestId\":1e999,\"side\":\"buy\",\"price\":\"1\",\"quantity\":\"1\"}",
                "{\"requestId\":" + "9".repeat(5_000) + ",\"side\":\"buy\",\"price\":\"1\",\"quantity\":\"1\"}",
                "{\"side\":\"buy\",\"price\":\"" + "9".repeat(5_000) + "\",\"quantity\":\"1\"}",
                "{\"side\":7,\"price\":[],\"quantity\":{}}",
                "{\"side\":\"buy\",\"price\":1.5,\"quantity\":true}",
                "null",
                "\u0000\u0001",
                "");
        for (String body : bodies) {
            var answer = served.client()
                    .send(served.signed(TestKeys.SEVEN, "POST", "/orders", body), BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(60, body.length())))
                    .isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"error\":")
                    .hasSizeLessThan(1_000)
                    .doesNotContain("Exception");
        }
        assertThat(raw("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n"))
                .contains(" 413 ");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("(?s).* (414|431) .*");
        assertThat(raw("GET /book?symbol=%c3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .matches("(?s).* (400|404) .*");
        assertServed("after them");
        assertThat(served.engine.health().markets().get(0).sequence())
                .as("nothing of it was carried out")
                .isZero();
    }

    @Test
    void shouldCutOffAHeadThatTricklesIn() throws Exception {
        assertThat(trickle("GET /health HTTP/1.1\r\nX-Slow: ")).as("cut off").isLessThan(10 * TIMEOUT_MILLIS);
        assertServed("after it");
    }

    @Test
    void shouldCutOffTheSecondHeadThatTricklesIn() throws Exception {
        assertThat(trickle("GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nX-Slow: "))
                .isLessThan(10 * TIMEOUT_MILLIS);
    }

    @Test
    void shouldAnswerABodyThatTricklesInWithATimeout() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n");
            Thread slow = new Thread(() -> {
                try {
                    for (int i = 0; i < 400; i++) {
                        send(socket, "{");
                        pause();
                    }
                } catch (IOException cutOff) {
                    // As it should be.
                }
            });
            slow.start();
            byte[] answer = new byte[200];
            int read = socket.getInputStream().readNBytes(answer, 0, 12);

            assertThat(new String(answer, 0, read, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
        assertServed("after it");
    }

    @Test
    void shouldKeepAnIdleConnectionThatHasAskedBefore() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            try (Socket silent = connect()) {
                assertThat(silent.getInputStream().read())
                        .as("one that has not asked, opened later, is cut off")
                        .isEqualTo(-1);
            }
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            send(socket, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void shouldServeOthersBesideTenThousandHalfOpenConnections() throws Exception {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int count = (int) Math.min(HALF_OPEN, system.getMaxFileDescriptorCount() - OWN_FILES);
        assumeTrue(count >= 2_000, "skipped: ulimit -n allows too few sockets");
        Runtime memory = Runtime.getRuntime();
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port())));
                if (i % 1_000 == 999) {
                    awaitServed("beside " + i);
                }
            }
            awaitServed("beside all");
            System.gc();
            long grown = memory.totalMemory() - memory.freeMemory() - before;
            assertThat(grown).as("bytes more in use with %d connections", count).isLessThan(100L << 20);
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
        awaitServed("after them");
        assertThat(complaints()).isLessThan(3);
    }

    /** Jetty once closed the listening socket where the limit was reached and left again at the same moment. */
    @Test
    void shouldGoOnAcceptingWhereConnectionsComeAndGoAroundTheLimit() throws Exception {
        end();
        start(16);
        for (int round = 0; round < 30; round++) {
            List<SocketChannel> open = new ArrayList<>();
            try {
                for (int i = 0; i < 500; i++) {
                    open.add(SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port())));
                }
            } finally {
                for (SocketChannel channel : open) {
                    channel.close();
                }
            }
            awaitServed("round " + round);
        }
    }

    private long complaints() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("[WARN]") || line.contains("[ERROR]"))
                    .count();
        }
    }

    /** Sends a text, and after it one byte ten times a second; returns how long it took until it was cut off. */
    private long trickle(String head) throws Exception {
        long start = System.nanoTime();
        try (Socket socket = connect()) {
            send(socket, head);
            for (int i = 0; i < 400; i++) {
                pause();
                send(socket, "x");
            }
        } catch (IOException cutOff) {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
        throw new AssertionError("was not cut off");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            InputStream in = socket.getInputStream();
            // As far as it comes: the server may end a connection before it has read all that was sent.
            byte[] answer = new byte[4_096];
            int read = Math.max(0, in.read(answer));
            return new String(answer, 0, read, StandardCharsets.UTF_8);
        }
    }

    /** Who comes among thousands that say nothing may be cut off with them on a busy machine, and asks again. */
    private void awaitServed(String when) {
        await().untilAsserted(() -> assertServed(when));
    }

    private void assertServed(String when) {
        assertThatCode(() -> {
                    // A client of its own each time: its connection is a new one.
                    var answer = HttpClient.newBuilder()
                            .connectTimeout(Duration.ofSeconds(10))
                            .build()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/health"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                })
                .as(when)
                .doesNotThrowAnyException();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void pause() {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
