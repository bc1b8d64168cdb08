package io.everbook.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.client.Json;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.RequestSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A WebSocket of a test: what comes waits in a queue until it is asked for. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicLong LAST_NANOS = new AtomicLong();
    private static final long SECONDS = 180;

    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static TestSocket open(URI uri) {
        TestSocket opened = new TestSocket();
        opened.socket = HTTP.newWebSocketBuilder().buildAsync(uri, opened).join();
        return opened;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(error.toString());
    }

    /** Sends a message; quotes in it are single ones. */
    TestSocket send(String text) {
        socket.sendText(text.replace('\'', '"'), true).join();
        return this;
    }

    void sendBinary() {
        socket.sendBinary(ByteBuffer.allocate(3), true).join();
    }

    void abort() {
        socket.abort();
    }

    TestSocket login(ApiKey key, String more) {
        return send(loginMessage(key, more));
    }

    /** {@return a log-in; quotes in it are single ones} */
    static String loginMessage(ApiKey key, String more) {
        String timestamp =
                Long.toString(LAST_NANOS.updateAndGet(last -> Math.max(last + 1, StreamedEngine.epochNanos())));
        return "{'type':'login','key':'" + key.id() + "','timestamp':'" + timestamp + "','signature':'"
                + RequestSignature.sign(key, timestamp, "GET", "/ws", new byte[0]) + "'" + more + "}";
    }

    /** {@return the next message} */
    Json next() throws InterruptedException {
        return Json.parse(nextText());
    }

    /** {@return the next message as it came} */
    String nextText() throws InterruptedException {
        String text = messages.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(text)
                .as("a message within " + SECONDS + " s; closed: " + closed.getNow("no"))
                .isNotNull();
        return text;
    }

    /** {@return the next message of a type, leaving out others} */
    Json next(String type) throws InterruptedException {
        Json message = next();
        while (!type.equals(message.text("type"))) {
            message = next();
        }
        return message;
    }

    /** {@return the next message, or null where none waits} */
    Json poll() {
        String text = messages.poll();
        return text == null ? null : Json.parse(text);
    }

    String awaitClose() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
