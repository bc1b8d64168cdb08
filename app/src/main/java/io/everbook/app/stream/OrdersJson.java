package io.everbook.app.stream;

import io.everbook.app.json.BookFields;
import io.everbook.app.stream.FoldedOrders.ShownOrder;
import io.everbook.core.command.Side;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The text of messages about single orders of the book. */
final class OrdersJson {

    private static final int BYTES_OF_AN_ORDER = 96;

    private OrdersJson() {}

    static String snapshot(FullBook book, Instrument instrument) {
        StringBuilder json = new StringBuilder(256 + book.orders().size() * BYTES_OF_AN_ORDER);
        begin(json, "full-snapshot", instrument);
        json.append(",\"sequence\":").append(book.sequence());
        side(json, ",\"bids\":[", book.orders().side(Side.BUY), instrument);
        side(json, ",\"asks\":[", book.orders().side(Side.SELL), instrument);
        return end(json, book, instrument);
    }

    /**
     * Tells what became of some orders: those that are gone or show something else where they stand, then those that go
     * behind all others of their price, in that order.
     *
     * @param previous the message before
     * @param place the first place in line that was not given out then
     * @param ids the orders
     */
    static String update(FullBook book, Instrument instrument, long previous, long place, Collection<Long> ids) {
        StringBuilder json = new StringBuilder(256 + ids.size() * BYTES_OF_AN_ORDER);
        begin(json, "full-update", instrument);
        json.append(",\"previous\":").append(previous);
        json.append(",\"sequence\":").append(book.sequence()).append(",\"changes\":[");
        List<ShownOrder> queued = new ArrayList<>();
        boolean further = false;
        for (long id : ids) {
            ShownOrder order = book.orders().find(id);
            if (order != null && order.place() >= place) {
                queued.add(order);
                continue;
            }
            json.append(further ? "," : "").append("{\"orderId\":").append(id);
            quantity(json, order == null ? 0 : order.lots(), instrument);
            further = true;
        }
        queued.sort(Comparator.comparingLong(ShownOrder::place));
        for (ShownOrder order : queued) {
            json.append(further ? "," : "").append("{\"orderId\":").append(order.orderId());
            json.append(",\"side\":\"").append(order.side() == Side.BUY ? "buy" : "sell");
            json.append("\",\"price\":\"").append(BookFields.decimal(instrument.tick(), order.priceTicks()));
            json.append('"');
            quantity(json, order.lots(), instrument);
            further = true;
        }
        json.append(']');
        return end(json, book, instrument);
    }

    private static void begin(StringBuilder json, String type, Instrument instrument) {
        json.append("{\"type\":\"").append(type).append("\",\"symbol\":\"").append(instrument.symbol());
        json.append('"');
    }

    private static String end(StringBuilder json, FullBook book, Instrument instrument) {
        BookChecksum checksum = new BookChecksum();
        top(checksum, book.orders().side(Side.SELL), instrument);
        top(checksum, book.orders().side(Side.BUY), instrument);
        json.append(",\"checksum\":").append(checksum.value());
        return json.append(",\"timestamp\":")
                .append(book.timestampNanos())
                .append('}')
                .toString();
    }

    private static void top(BookChecksum checksum, Collection<ShownOrder> orders, Instrument instrument) {
        int left = BookChecksum.LEVELS;
        for (ShownOrder order : orders) {
            if (left-- == 0) {
                return;
            }
            checksum.order(
                    order.orderId(),
                    BookFields.decimal(instrument.tick(), order.priceTicks()),
                    BookFields.decimal(instrument.lot(), order.lots()));
        }
    }

    private static void side(StringBuilder json, String name, Collection<ShownOrder> orders, Instrument instrument) {
        json.append(name);
        boolean further = false;
        for (ShownOrder order : orders) {
            json.append(further ? "," : "").append("{\"orderId\":").append(order.orderId());
            json.append(",\"price\":\"").append(BookFields.decimal(instrument.tick(), order.priceTicks()));
            json.append('"');
            quantity(json, order.lots(), instrument);
            further = true;
        }
        json.append(']');
    }

    private static void quantity(StringBuilder json, long lots, Instrument instrument) {
        json.append(",\"quantity\":\"")
                .append(BookFields.decimal(instrument.lot(), lots))
                .append("\"}");
    }
}
