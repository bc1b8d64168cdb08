package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.client.ClientCommand;
import io.everbook.app.client.ClientException;
import io.everbook.app.client.ClientKey;
import io.everbook.app.client.EverbookClient;
import io.everbook.app.client.Json;
import io.everbook.app.client.LiveBook;
import io.everbook.app.client.LiveOrders;
import io.everbook.app.client.StreamClient;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A client that enters a random flow, over HTTP or over the stream, one command at a time, and builds its view of the
 * book and of its own orders from its streams alone.
 */
final class StreamTrader implements AutoCloseable {

    private static final String SYMBOL = "BTC-USD";
    private static final int MIDDLE = 1_000;
    private static final int WIDTH = 12;

    final int participantId;
    final LiveBook book;
    final LiveOrders orders;
    private final EverbookClient client;
    private final StreamClient streams;
    private final boolean overHttp;
    private final Random random;
    private final List<String> events = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, Order> open = new TreeMap<>();
    private final List<String> outcomes = new ArrayList<>();
    private long requestId;
    private long lastSequence;
    private long lastIndex = -1;

    /** What is known of an own order. */
    private record Order(String price, String leaves) {}

    StreamTrader(URI uri, int participantId, String secret, long seed) {
        this.participantId = participantId;
        random = new Random(seed + participantId);
        overHttp = participantId % 2 == 0;
        client = new EverbookClient(uri, new ClientKey("desk-" + participantId, secret), Duration.ofMinutes(2));
        streams = client.streams(false);
        book = streams.book(SYMBOL, changed -> {});
        orders = streams.orders(SYMBOL, changed -> {});
        streams.subscribe("executions", SYMBOL, "0", this::take);
    }

    private synchronized void take(Json message) {
        if (message.text("type").equals("missing")) {
            faults.add("missing: " + message);
        }
        if (!message.text("type").equals("execution")) {
            return;
        }
        Json event = message.object("event");
        long sequence = event.number("sequence");
        long index = event.number("index");
        if (sequence < lastSequence || sequence == lastSequence && index <= lastIndex) {
            faults.add("twice or out of order: " + event);
        }
        lastSequence = sequence;
        lastIndex = index;
        events.add(event.toString());
        apply(event);
    }

    private void apply(Json event) {
        switch (event.text("event")) {
            case "accepted" -> open.put(event.number("orderId"), order(event));
            case "traded" -> {
                if (event.number("participant") == participantId) {
                    left(event.number("orderId"), event.text("leavesQuantity"));
                }
                if (event.number("restingParticipant") == participantId) {
                    left(event.number("restingOrderId"), event.text("restingLeavesQuantity"));
                }
            }
            case "cancelled" -> left(event.number("orderId"), event.text("leavesQuantity"));
            case "replaced" -> open.put(event.number("orderId"), order(event));
            default -> {
                // Nothing of an order.
            }
        }
    }

    private static Order order(Json event) {
        return new Order(event.text("price"), event.text("leavesQuantity"));
    }

    private void left(long orderId, String leaves) {
        Order known = open.get(orderId);
        if (new BigDecimal(leaves).signum() == 0) {
            open.remove(orderId);
        } else if (known != null) {
            open.put(orderId, new Order(known.price(), leaves));
        }
    }

    /** Enters commands, each once the one before has its outcome. */
    void trade(int commands) {
        for (int i = 0; i < commands; i++) {
            requestId++;
            Json outcome = EverbookClient.await(next());
            outcome.objects("events").forEach(event -> outcomes.add(event.toString()));
        }
    }

    private CompletableFuture<Json> next() {
        int kind = random.nextInt(20);
        Long orderId = someOrder();
        if (kind < 13 || orderId == null) {
            return order();
        }
        if (kind < 17) {
            return overHttp
                    ? client.cancelAsync(requestId, SYMBOL, orderId)
                    : streams.submit("cancel", command(Map.of("orderId", orderId)));
        }
        if (kind < 19) {
            ClientCommand replacement = command(Map.of("orderId", orderId, "price", price(), "quantity", quantity()));
            return overHttp ? client.replaceAsync(replacement) : streams.submit("replace", replacement);
        }
        ClientCommand massCancel = command(Map.of("side", random.nextBoolean() ? "buy" : "sell"));
        return overHttp ? client.massCancelAsync(massCancel) : streams.submit("mass-cancel", massCancel);
    }

    private CompletableFuture<Json> order() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("side", random.nextBoolean() ? "buy" : "sell");
        fields.put("price", price());
        fields.put("quantity", quantity());
        if (random.nextInt(6) == 0) {
            fields.put("timeInForce", "ioc");
        } else if (random.nextInt(5) == 0) {
            fields.put("displayQuantity", "0.00000002");
        }
        ClientCommand order = command(fields);
        return overHttp ? client.enterAsync(order) : streams.submit("new", order);
    }

    private ClientCommand command(Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("symbol", SYMBOL);
        return new ClientCommand(requestId, all);
    }

    private String price() {
        return BigDecimal.valueOf(MIDDLE + random.nextInt(WIDTH), 2).toPlainString();
    }

    private String quantity() {
        return BigDecimal.valueOf(2 + random.nextInt(9), 8).toPlainString();
    }

    private synchronized Long someOrder() {
        List<Long> ids = new ArrayList<>(open.keySet());
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    void cut() {
        streams.cut();
    }

    /** Holds what the streams told against what the engine says now. */
    void check(String where) {
        List<String> expected = new ArrayList<>();
        String place = "0";
        boolean more = true;
        while (more) {
            Json page = EverbookClient.await(client.executionsAsync(SYMBOL, place));
            page.objects("events").forEach(event -> expected.add(event.toString()));
            place = page.text("next");
            more = page.flag("more");
        }
        Json orders = EverbookClient.await(client.openOrdersAsync(SYMBOL, 0));
        Map<Long, Order> engines = new TreeMap<>();
        orders.objects("orders").forEach(order -> engines.put(order.number("orderId"), order(order)));
        synchronized (this) {
            assertThat(faults).as(where).isEmpty();
            assertThat(events).as(where).isEqualTo(expected);
            assertThat(events).as(where).containsAll(outcomes);
            assertThat(open).as(where).isEqualTo(engines);
        }
    }

    /** {@return the engine's book, as text} */
    String enginesBook() {
        Json view = EverbookClient.await(client.bookAsync(SYMBOL, 1_000));
        return levels(view.objects("bids")) + " | " + levels(view.objects("asks"));
    }

    private static String levels(List<Json> levels) {
        List<LiveBook.Level> read = new ArrayList<>();
        levels.forEach(level ->
                read.add(new LiveBook.Level(level.text("price"), level.text("quantity"), level.number("orders"))));
        return read.toString();
    }

    String liveBook() {
        return book.bids() + " | " + book.asks();
    }

    /** {@return the visible orders of the engine, as text: each side in the order in which it would trade} */
    String enginesOrders() {
        Json view = EverbookClient.await(client.bookOrdersAsync(SYMBOL, 1_000));
        return orders(view.objects("bids"), "buy") + " | " + orders(view.objects("asks"), "sell");
    }

    private static String orders(List<Json> orders, String side) {
        List<LiveOrders.Order> read = new ArrayList<>();
        orders.forEach(order -> read.add(
                new LiveOrders.Order(order.number("orderId"), side, order.text("price"), order.text("quantity"))));
        return read.toString();
    }

    String liveOrders() {
        return orders.bids() + " | " + orders.asks();
    }

    String failure() {
        return streams.failure().isCompletedExceptionally() ? failureText() : "";
    }

    private String failureText() {
        try {
            EverbookClient.await(streams.failure());
            return "";
        } catch (ClientException failure) {
            return failure.code() + " " + failure.getMessage();
        }
    }

    @Override
    public void close() {
        streams.close();
    }
}
