package io.everbook.app.client;

import io.everbook.app.stream.BookChecksum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The visible orders of a book built from a stream: a snapshot, with further parts where the book is large, then
 * updates; each message must follow the one before and have the checksum that the orders have then. Any thread may read
 * it between two messages; it is locked while one is applied.
 */
public final class LiveOrders {

    private final TreeMap<BigDecimal, Map<Long, Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, Map<Long, Order>> asks = new TreeMap<>();
    private final Map<Long, Order> orders = new HashMap<>();
    private long sequence;
    private boolean begun;
    private boolean whole;

    /**
     * An order.
     *
     * @param orderId its id
     * @param side {@code buy} or {@code sell}
     * @param price its price, as the engine writes it
     * @param quantity what it shows
     */
    public record Order(long orderId, String side, String price, String quantity) {}

    /**
     * Takes a message of the type {@code full-snapshot}, {@code full-part} or {@code full-update}; others are left
     * alone.
     *
     * @param message the message
     * @throws ClientException with the code {@code GAP} or {@code CHECKSUM} where the orders are not the engine's: they
     *     have to be subscribed to again
     */
    public synchronized void apply(Json message) {
        switch (String.valueOf(message.text("type"))) {
            case "full-snapshot" -> {
                bids.clear();
                asks.clear();
                orders.clear();
                part(message);
            }
            case "full-part" -> {
                follow(message);
                part(message);
            }
            case "full-update" -> {
                follow(message);
                message.objects("changes").forEach(this::change);
            }
            default -> {
                return;
            }
        }
        sequence = message.number("sequence");
        begun = true;
        if (checksum() != message.number("checksum")) {
            begun = false;
            throw new ClientException("CHECKSUM", "the orders are not the engine's: sequence=" + sequence);
        }
    }

    private void follow(Json message) {
        if (!begun || message.number("previous") != sequence) {
            begun = false;
            throw new ClientException(
                    "GAP", "a message does not follow: has=" + sequence + " follows=" + message.number("previous"));
        }
    }

    /** A part of the image goes behind those before. */
    private void part(Json message) {
        message.objects("bids").forEach(order -> queue(order, "buy"));
        message.objects("asks").forEach(order -> queue(order, "sell"));
        whole = !message.flag("more");
    }

    /** With a side an order goes behind all others of its price, without one it stays where it is. */
    private void change(Json change) {
        if (change.has("side")) {
            queue(change, change.text("side"));
            return;
        }
        Order before = orders.get(change.number("orderId"));
        if (before == null) {
            return;
        }
        if (new BigDecimal(change.text("quantity")).signum() == 0) {
            remove(before.orderId());
            return;
        }
        Order after = new Order(before.orderId(), before.side(), before.price(), change.text("quantity"));
        orders.put(after.orderId(), after);
        side(after).get(new BigDecimal(after.price())).put(after.orderId(), after);
    }

    private void queue(Json from, String side) {
        Order order = new Order(from.number("orderId"), side, from.text("price"), from.text("quantity"));
        remove(order.orderId());
        orders.put(order.orderId(), order);
        side(order)
                .computeIfAbsent(new BigDecimal(order.price()), price -> new LinkedHashMap<>())
                .put(order.orderId(), order);
    }

    private void remove(long orderId) {
        Order order = orders.remove(orderId);
        if (order == null) {
            return;
        }
        BigDecimal price = new BigDecimal(order.price());
        Map<Long, Order> level = side(order).get(price);
        level.remove(orderId);
        if (level.isEmpty()) {
            side(order).remove(price);
        }
    }

    private TreeMap<BigDecimal, Map<Long, Order>> side(Order order) {
        return order.side().equals("buy") ? bids : asks;
    }

    private long checksum() {
        BookChecksum checksum = new BookChecksum();
        top(checksum, asks.values());
        top(checksum, bids.values());
        return checksum.value();
    }

    private static void top(BookChecksum checksum, Collection<Map<Long, Order>> levels) {
        levels.stream()
                .flatMap(level -> level.values().stream())
                .limit(BookChecksum.LEVELS)
                .forEach(order -> checksum.order(order.orderId(), order.price(), order.quantity()));
    }

    /** {@return whether all orders are there: while the parts of a large book still come, some are missing} */
    public synchronized boolean isLoaded() {
        return begun && whole;
    }

    /** {@return the last command that changed it} */
    public synchronized long sequence() {
        return sequence;
    }

    /** {@return the bids, in the order in which they would trade} */
    public synchronized List<Order> bids() {
        return list(bids);
    }

    /** {@return the asks, in the order in which they would trade} */
    public synchronized List<Order> asks() {
        return list(asks);
    }

    private static List<Order> list(TreeMap<BigDecimal, Map<Long, Order>> side) {
        List<Order> list = new ArrayList<>();
        side.values().forEach(level -> list.addAll(level.values()));
        return list;
    }
}
