package io.everbook.app.stream;

import static io.everbook.app.stream.RawSocket.CLOSE;
import static io.everbook.app.stream.RawSocket.CONTINUATION;
import static io.everbook.app.stream.RawSocket.PING;
import static io.everbook.app.stream.RawSocket.TEXT;
import static io.everbook.app.stream.RawSocket.frame;
import static io.everbook.app.stream.RawSocket.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.everbook.app.client.Json;
import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.LogLevel;
import io.everbook.app.configuration.Logging;
import io.everbook.app.configuration.StreamLimits;
import io.everbook.app.logging.Log;
import io.everbook.core.matching.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Frames and messages that no client should send: each costs its sender, the others are served on. */
@Timeout(300)
final class BadFramesTest {

    private static final int MESSAGE_BYTES = 4_096;
    private static final StreamLimits LIMITS =
            new StreamLimits(300, 8, MESSAGE_BYTES, 1 << 20, 600_000, 60_000, 100, 10, 1_024);
    private static final int RESERVED = 0x40;
    private static final int FINAL_TEXT = 0x80 | TEXT;
    private static final byte[] SHORT = {'{', '}'};

    @TempDir
    private Path directory;

    private Path log;
    private StreamedEngine served;
    private TestSocket innocent;

    @BeforeEach
    void start() throws Exception {
        log = directory.resolve("log");
        Log.configure(new Logging(LogLevel.INFO, LogFormat.TEXT, log.toString(), 1 << 30, 1));
        served = StreamedEngine.start(directory.resolve("data"), LIMITS);
        innocent = served.connect();
        innocent.login(StreamedEngine.SEVEN, "").next("logged-in");
    }

    @AfterEach
    void end() {
        innocent.close();
        served.close();
        Log.configure(Logging.DEFAULTS);
    }

    /** {@return what is sent, and the code of the close frame that follows} */
    private static Map<String, Integer> codes(Map<String, byte[]> frames) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        frames.put("an opcode that is none", frame(3, SHORT));
        frames.put("a control opcode that is none", frame(11, SHORT));
        frames.put("a frame without a mask", frame(FINAL_TEXT, false, SHORT.length, SHORT));
        frames.put("a reserved bit", frame(FINAL_TEXT | RESERVED, true, SHORT.length, SHORT));
        frames.put("all reserved bits", frame(FINAL_TEXT | 0x70, true, SHORT.length, SHORT));
        frames.put("a ping in parts", part(PING, "x"));
        frames.put("a long ping", frame(PING, new byte[126]));
        frames.put("a continuation of nothing", frame(CONTINUATION, SHORT));
        frames.put("a text inside of another", concat(part(TEXT, "{"), frame(TEXT, "}")));
        frames.put("a close of one byte", frame(CLOSE, new byte[1]));
        frames.put("a close code that is none", frame(CLOSE, new byte[] {3, -25}));
        frames.keySet().forEach(name -> codes.put(name, 1002));
        frames.put("a binary message", frame(2, SHORT));
        codes.put("a binary message", 1003);
        frames.put("bad UTF-8", frame(TEXT, new byte[] {'{', (byte) 0xC3, 0x28}));
        codes.put("bad UTF-8", 1007);
        frames.put("half a surrogate", frame(TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}));
        codes.put("half a surrogate", 1007);
        frames.put("a frame one byte too long", frame(TEXT, new byte[MESSAGE_BYTES + 1]));
        codes.put("a frame one byte too long", 1009);
        frames.put("a frame of a terabyte", frame(FINAL_TEXT, true, 1L << 40, SHORT));
        codes.put("a frame of a terabyte", 1009);
        String half = "x".repeat(MESSAGE_BYTES / 2 + 1);
        frames.put("parts that are too long together", concat(part(TEXT, half), part(CONTINUATION, half)));
        codes.put("parts that are too long together", 1009);
        return codes;
    }

    private static byte[] message(String text) {
        return frame(TEXT, text.replace('\'', '"'));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void shouldCloseBadFramesWithTheCodeThatSaysWhy() throws Exception {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        Map<String, Integer> codes = codes(frames);
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> bad : frames.entrySet()) {
            try (RawSocket socket = RawSocket.open(served.port())) {
                seen.put(bad.getKey(), socket.bytes(bad.getValue()).closeCode());
                assertServed();
            }
        }

        assertThat(seen).isEqualTo(codes);
        await().untilAsserted(() -> assertThat(complaints())
                .as("one line for each code: %s", String.join("\n", complaints()))
                .hasSize(4)
                .allMatch(line -> line.contains("A stream was closed, no more lines of this kind for a minute")
                        && line.contains("from=127.0.0.1")));
    }

    @Test
    void shouldRefuseMessagesThatSayNothingAndGoOn() throws Exception {
        List<String> bad = List.of(
                "[".repeat(MESSAGE_BYTES / 2),
                "{'a':".repeat(MESSAGE_BYTES / 6),
                "{'type':'new','requestId':1e999,'side':'buy','price':'1','quantity':'1'}",
                "{'type':'new','requestId':" + "9".repeat(3_000) + ",'side':'buy','price':'1','quantity':'1'}",
                "{'type':'new','requestId':1,'side':'buy','price':'" + "9".repeat(3_000) + "','quantity':'1'}",
                "{'type':'new','requestId':1,'side':7,'price':[],'quantity':{}}",
                "{'type':'new','requestId':1,'side':'buy','price':1.5,'quantity':true}",
                "{'type':'subscribe','channel':'executions','after':'" + "1".repeat(60) + "'}",
                "{'type':'\\u0000'}",
                "{'type':'ping','x':'\\ud800'}",
                "null",
                "\u0000",
                "");
        try (RawSocket socket = RawSocket.open(served.port())) {
            socket.bytes(message(TestSocket.loginMessage(StreamedEngine.EIGHT, "")));
            assertThat(socket.text()).contains("logged-in");
            for (String message : bad) {
                String answer = socket.bytes(message(message)).text();
                assertThat(Json.parse(answer).text("type"))
                        .as(message.substring(0, Math.min(80, message.length())) + " " + answer)
                        .isEqualTo("error");
                assertThat(answer).hasSizeLessThan(1_000).doesNotContain("Exception", "INTERNAL_ERROR");
                assertServed();
            }
            socket.bytes(message("{'type':'ping'}"));
            assertThat(socket.text()).contains("pong");
        }
        assertThat(complaints())
                .singleElement()
                .asString()
                .contains("A message of a stream was refused", "code=BAD_REQUEST", "from=127.0.0.1");
        assertThat(served.trading.ask(0, Market::sequence).join())
                .as("nothing of it was carried out")
                .isZero();
    }

    @Test
    void shouldServeOthersWhileRandomBytesPourIn() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long before = used();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            try (RawSocket socket = RawSocket.open(served.port())) {
                socket.bytes(bytes);
            } catch (IOException closedByTheServer) {
                // Which is what it should do.
            }
            if (i % 20 == 0) {
                assertServed();
            }
        }

        assertServed();
        assertThat(used() - before).as("bytes kept, seed %d", seed).isLessThan(32L << 20);
        assertThat(complaints()).as("seed %d", seed).hasSizeLessThan(10);
    }

    @Test
    void shouldHoldLittleForMessagesThatNeverEnd() throws Exception {
        int count = 200;
        List<RawSocket> open = new ArrayList<>();
        long before = used();
        try {
            for (int i = 0; i < count; i++) {
                RawSocket socket = RawSocket.open(served.port());
                open.add(socket.bytes(part(TEXT, "x".repeat(MESSAGE_BYTES - 1))));
                for (int j = 0; j < 50; j++) {
                    socket.bytes(part(CONTINUATION, ""));
                }
            }
            assertServed();
            assertThat(used() - before)
                    .as("bytes kept for %d clients", count)
                    .isLessThan(count * 10L * MESSAGE_BYTES + (16L << 20));
        } finally {
            for (RawSocket socket : open) {
                socket.close();
            }
        }
        assertServed();
    }

    private static long used() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return memory.totalMemory() - memory.freeMemory();
    }

    /** A client that was there before is answered, and so is one that comes now. */
    private void assertServed() throws Exception {
        innocent.send("{'type':'ping'}").next("pong");
        try (TestSocket other = served.connect()) {
            other.send("{'type':'ping'}").next("pong");
        }
    }

    private List<String> complaints() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("[WARN]") || line.contains("[ERROR]"))
                    .toList();
        }
    }
}
