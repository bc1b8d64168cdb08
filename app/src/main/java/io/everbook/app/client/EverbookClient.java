package io.everbook.app.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A client of an engine over HTTP. Each method that ends in Async gives its answer later; {@link #await} makes it a
 * blocking call. A request without an answer is sent again, commands with the same request id, so that none is carried
 * out twice; after some time it fails with {@code UNREACHABLE} or the engine's last word. Any thread may call.
 */
public final class EverbookClient {

    /** How long an answer is tried for where nothing else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpConnection connection;
    private final URI base;
    private final ClientKey key;

    /**
     * Creates a client; it connects when it is used.
     *
     * @param base the address of the engine, such as {@code http://127.0.0.1:8080}
     * @param key who asks; null for public market data
     * @param patience how long an answer is tried for
     */
    public EverbookClient(URI base, ClientKey key, Duration patience) {
        this.base = base;
        this.key = key;
        connection = new HttpConnection(http, base, key, patience);
    }

    /**
     * Waits for an answer.
     *
     * @param answer the answer
     * @param <T> its type
     * @return the answer
     * @throws ClientException where the engine refused, or could not be asked
     */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ClientException refused) {
                throw refused;
            }
            throw failure;
        }
    }

    /**
     * Opens the streams of the same engine.
     *
     * @param cancelOnDisconnect whether the end of the connection cancels the orders of its participant
     * @return the streams, connecting
     */
    public StreamClient streams(boolean cancelOnDisconnect) {
        return new StreamClient(http, base, key, cancelOnDisconnect);
    }

    /** {@return the outcome of a new order: the fields of {@code POST /orders} without a type} */
    public CompletableFuture<Json> enterAsync(ClientCommand order) {
        return connection.ask("POST", "/orders", order.text(null));
    }

    /** {@return the outcome of a replacement} */
    public CompletableFuture<Json> replaceAsync(ClientCommand replacement) {
        return connection.ask("PUT", "/orders", replacement.text(null));
    }

    /** {@return the outcome of a mass cancel} */
    public CompletableFuture<Json> massCancelAsync(ClientCommand massCancel) {
        return connection.ask("POST", "/orders/mass-cancel", massCancel.text(null));
    }

    /**
     * Cancels an order.
     *
     * @param requestId the request id
     * @param symbol the instrument; null for the only one
     * @param orderId the order
     * @return the outcome
     */
    public CompletableFuture<Json> cancelAsync(long requestId, String symbol, long orderId) {
        return connection.ask("DELETE", "/orders/" + orderId + "?requestId=" + requestId + and("symbol", symbol), "");
    }

    /**
     * Reads open orders, oldest first.
     *
     * @param symbol the instrument; null for the only one
     * @param after the order id behind which to go on; 0 for the first
     * @return a page, with {@code next} where there are more
     */
    public CompletableFuture<Json> openOrdersAsync(String symbol, long after) {
        return connection.ask("GET", "/orders?limit=500&after=" + after + and("symbol", symbol), "");
    }

    /**
     * Reads executions.
     *
     * @param symbol the instrument; null for the only one
     * @param after the place behind which to go on; 0 for the first
     * @return a page, with {@code next} and {@code more}
     */
    public CompletableFuture<Json> executionsAsync(String symbol, String after) {
        return connection.ask("GET", "/executions?limit=1000&after=" + after + and("symbol", symbol), "");
    }

    /** {@return all instruments} */
    public CompletableFuture<Json> instrumentsAsync() {
        return connection.ask("GET", "/instruments", "");
    }

    /** {@return an instrument, its state and its limits} */
    public CompletableFuture<Json> instrumentAsync(String symbol) {
        return connection.ask("GET", "/instruments/" + URLEncoder.encode(symbol, StandardCharsets.UTF_8), "");
    }

    /**
     * Reads the book.
     *
     * @param symbol the instrument; null for the only one
     * @param depth how many levels of each side, 1 to 1,000
     * @return the book
     */
    public CompletableFuture<Json> bookAsync(String symbol, int depth) {
        return connection.ask("GET", "/book?depth=" + depth + and("symbol", symbol), "");
    }

    /**
     * Reads the visible orders that come first in line.
     *
     * @param symbol the instrument; null for the only one
     * @param limit how many of each side, 1 to 1,000
     * @return the orders
     */
    public CompletableFuture<Json> bookOrdersAsync(String symbol, int limit) {
        return connection.ask("GET", "/book/orders?limit=" + limit + and("symbol", symbol), "");
    }

    /**
     * Reads the latest trades, latest first.
     *
     * @param symbol the instrument; null for the only one
     * @param limit how many, 1 to 1,024
     * @return the trades
     */
    public CompletableFuture<Json> tradesAsync(String symbol, int limit) {
        return connection.ask("GET", "/trades?limit=" + limit + and("symbol", symbol), "");
    }

    private static String and(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
