package io.everbook.app.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The streams of an engine over one WebSocket. When the connection ends it connects again, at once and then ever more
 * slowly, for as long as it takes; it logs in, subscribes again, goes on with executions behind the last one it had,
 * and sends commands without an outcome once more, with the same request id. Any thread may call. Listeners are
 * called one at a time, by a thread of the connection, which they must not hold up.
 */
public final class StreamClient implements AutoCloseable {

    private static final byte[] NO_BODY = {};
    private static final String FULL_BOOK = "full-book";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int NORMAL = 1000;
    private static final Set<String> NO_OUTCOMES =
            Set.of("BUSY", "RATE_LIMITED", "OUTCOME_UNKNOWN", "STOPPED", "UNAVAILABLE", "WINDOW_FULL");
    private static final Set<String> NO_LOGIN = Set.of("SIGNATURE_INVALID", "NO_KEYS", "FORBIDDEN");

    private final HttpClient http;
    private final URI address;
    private final ClientKey key;
    private final boolean cancelOnDisconnect;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private Link link;
    private boolean closed;

    /** What was subscribed to. */
    private static final class Topic {

        private final String channel;
        private final String symbol;
        private final Consumer<Json> listener;
        private String place;

        private Topic(String channel, String symbol, String place, Consumer<Json> listener) {
            this.channel = channel;
            this.symbol = symbol;
            this.place = place;
            this.listener = listener;
        }

        private String message(String type) {
            return "{\"type\":\"" + type + "\",\"channel\":\"" + channel + "\",\"symbol\":\"" + symbol + '"'
                    + (place == null || !type.equals("subscribe") ? "" : ",\"after\":\"" + place + '"') + "}";
        }
    }

    /** A command without an outcome. */
    private record Pending(String text, CompletableFuture<Json> outcome) {}

    StreamClient(HttpClient http, URI base, ClientKey key, boolean cancelOnDisconnect) {
        this.http = http;
        this.key = key;
        this.cancelOnDisconnect = cancelOnDisconnect;
        address = URI.create("ws" + base.toString().substring("http".length()) + "/ws")
                .normalize();
        connect(Runnable::run);
    }

    /**
     * Follows a book.
     *
     * @param symbol the instrument
     * @param listener is called after each change
     * @return the book, which is loaded once the snapshot is there
     */
    public LiveBook book(String symbol, Consumer<LiveBook> listener) {
        LiveBook book = new LiveBook();
        subscribe("book", symbol, null, message -> {
            book.apply(message);
            listener.accept(book);
        });
        return book;
    }

    /**
     * Follows the single orders of a book, of any size: it comes in parts, which are put together.
     *
     * @param symbol the instrument
     * @param listener is called after each message; whether all orders are there, {@link LiveOrders#isLoaded()} tells
     * @return the orders, which are loaded once the last part of the image is there
     */
    public LiveOrders orders(String symbol, Consumer<LiveOrders> listener) {
        LiveOrders orders = new LiveOrders();
        subscribe(FULL_BOOK, symbol, null, message -> {
            orders.apply(message);
            listener.accept(orders);
        });
        return orders;
    }

    /**
     * Follows a channel other than the books.
     *
     * @param channel {@code top}, {@code trades} or {@code executions}
     * @param symbol the instrument
     * @param after where executions begin; null for what is new
     * @param listener receives each message of the channel
     */
    public synchronized void subscribe(String channel, String symbol, String after, Consumer<Json> listener) {
        Topic topic = new Topic(channel, symbol, after, listener);
        topics.put(channel + " " + symbol, topic);
        if (link != null && link.ready) {
            link.send(topic.message("subscribe"));
        }
    }

    /**
     * Sends a command.
     *
     * @param type {@code new}, {@code replace}, {@code cancel} or {@code mass-cancel}
     * @param command the command
     * @return its outcome, however often it has to be sent; or a {@link ClientException}
     */
    public synchronized CompletableFuture<Json> submit(String type, ClientCommand command) {
        Pending submitted = new Pending(command.text(type), new CompletableFuture<>());
        if (closed) {
            return CompletableFuture.failedFuture(new ClientException("CLOSED", "the client is closed"));
        }
        if (pending.putIfAbsent(command.requestId(), submitted) != null) {
            throw new IllegalArgumentException("this request waits already: requestId=" + command.requestId());
        }
        if (link != null && link.ready) {
            link.send(submitted.text());
        }
        return submitted.outcome();
    }

    /** {@return what fails where the engine does not accept the key, so that the client has given up} */
    public CompletableFuture<Void> failure() {
        return failed;
    }

    private void connect(Executor when) {
        CompletableFuture.runAsync(
                () -> http.newWebSocketBuilder()
                        .connectTimeout(CONNECT)
                        .buildAsync(address, new Link())
                        .whenComplete((opened, failure) -> {
                            if (failure != null) {
                                again(null);
                            }
                        }),
                when);
    }

    /** Connects again, unless that is under way. */
    private synchronized void again(Link ended) {
        if (!closed && link == ended) {
            link = null;
            connect(backoff.next());
        }
    }

    private synchronized void opened(Link opened) {
        if (closed) {
            opened.socket.abort();
            return;
        }
        link = opened;
        if (key == null) {
            begin(opened);
            return;
        }
        String timestamp = ClientKey.timestamp();
        opened.send("{\"type\":\"login\",\"key\":\"" + key.id() + "\",\"timestamp\":\"" + timestamp
                + "\",\"signature\":\"" + key.sign(timestamp, "GET", "/ws", NO_BODY) + "\",\"cancelOnDisconnect\":"
                + cancelOnDisconnect + "}");
    }

    private void begin(Link begun) {
        backoff.reset();
        begun.ready = true;
        topics.values().forEach(topic -> begun.send(topic.message("subscribe")));
        pending.values().forEach(waiting -> begun.send(waiting.text()));
    }

    private void take(Link from, Json message) {
        switch (String.valueOf(message.text("type"))) {
            case "logged-in" -> {
                synchronized (this) {
                    begin(from);
                }
            }
            case "snapshot", "update" -> tell(from, "book", message.text("symbol"), message);
            case "full-snapshot", "full-part", "full-update" -> tell(from, FULL_BOOK, message.text("symbol"), message);
            case "top" -> tell(from, "top", message.text("symbol"), message);
            case "trades" -> tell(from, "trades", message.text("symbol"), message);
            case "execution" -> tell(from, "executions", message.object("event").text("symbol"), message);
            case "caught-up", "missing" -> tell(from, "executions", message.text("symbol"), message);
            case "outcome" -> settle(message.number("requestId"), message, null);
            case "error" -> refused(from, message);
            default -> {
                // A confirmation, or something that a later engine says.
            }
        }
    }

    private void tell(Link from, String channel, String symbol, Json message) {
        Topic topic;
        synchronized (this) {
            topic = topics.get(channel + " " + symbol);
        }
        if (topic == null) {
            return;
        }
        try {
            topic.listener.accept(message);
            topic.place = message.has("place") ? message.text("place") : topic.place;
        } catch (ClientException mismatch) {
            // The book is not the engine's: begin anew.
            from.send(topic.message("unsubscribe"));
            from.send(topic.message("subscribe"));
        }
    }

    private void settle(long requestId, Json outcome, ClientException failure) {
        Pending settled;
        synchronized (this) {
            settled = pending.remove(requestId);
        }
        if (settled == null) {
            return;
        }
        if (failure == null) {
            settled.outcome().complete(outcome);
        } else {
            settled.outcome().completeExceptionally(failure);
        }
    }

    private void refused(Link from, Json error) {
        String code = error.text("code");
        long requestId = error.number("requestId");
        if (requestId == 0 && !from.ready && NO_LOGIN.contains(code)) {
            failed.completeExceptionally(new ClientException(code, error.text("error")));
            close();
        } else if (requestId == 0) {
            if (NO_OUTCOMES.contains(code) || !from.ready) {
                CompletableFuture.runAsync(() -> cut(from), Backoff.pause(error.number("retryAfterMs")));
            } else {
                failed.completeExceptionally(new ClientException(code, error.text("error")));
            }
        } else if (NO_OUTCOMES.contains(code)) {
            CompletableFuture.runAsync(() -> sendAgain(requestId), Backoff.pause(error.number("retryAfterMs")));
        } else {
            settle(requestId, null, new ClientException(code, error.text("error")));
        }
    }

    private synchronized void sendAgain(long requestId) {
        Pending waiting = pending.get(requestId);
        if (waiting != null && link != null && link.ready) {
            link.send(waiting.text());
        }
    }

    /** Cuts the connection, as a broken network would: for tests of what is built on it. */
    public synchronized void cut() {
        if (link != null) {
            cut(link);
        }
    }

    private void cut(Link ended) {
        ended.socket.abort();
        again(ended);
    }

    /** Closes the connection; commands without an outcome fail. */
    @Override
    public void close() {
        Map<Long, Pending> left;
        synchronized (this) {
            closed = true;
            left = new LinkedHashMap<>(pending);
            pending.clear();
            if (link != null) {
                link.end();
            }
        }
        left.values()
                .forEach(waiting -> waiting.outcome()
                        .completeExceptionally(new ClientException("CLOSED", "the client was closed")));
    }

    /** One connection. */
    private final class Link implements WebSocket.Listener {

        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;
        private CompletableFuture<WebSocket> sent;
        private boolean ready;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            sent = CompletableFuture.completedFuture(opened);
            opened(this);
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String text = part.toString();
                part.setLength(0);
                take(this, Json.parse(text));
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            again(this);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            from.abort();
            again(this);
        }

        /** One message after the other: the socket takes no second one before the first is sent. */
        private void send(String text) {
            synchronized (StreamClient.this) {
                sent = sent.thenCompose(ready -> ready.sendText(text, true));
            }
        }

        private void end() {
            sent.thenCompose(ready -> ready.sendClose(NORMAL, "")).exceptionally(gone -> null);
        }
    }
}
