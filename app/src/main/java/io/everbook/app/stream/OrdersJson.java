package io.everbook.app.stream;

import io.everbook.app.json.BookFields;
import io.everbook.core.command.Side;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** The text of messages about single orders of the book. */
final class OrdersJson {

    private static final int BYTES_OF_AN_ORDER = 96;

    private OrdersJson() {}

    /**
     * Writes the next part of an image: the first one replaces what a client has, the others go behind it.
     *
     * @param cursor how far the image has been sent; it is moved
     * @param previous the message before; of no meaning for the first part
     * @param most how many orders at most, 1 or more
     */
    static String part(FullBook book, Instrument instrument, ImageCursor cursor, long previous, int most) {
        boolean first = cursor.side() == Side.BUY && !cursor.isBegun();
        StringBuilder json =
                new StringBuilder(256 + Math.min(most, book.orders().size()) * BYTES_OF_AN_ORDER);
        begin(json, first ? "full-snapshot" : "full-part", instrument);
        if (!first) {
            json.append(",\"previous\":").append(previous);
        }
        json.append(",\"sequence\":").append(book.sequence()).append(",\"bids\":[");
        int left = cursor.side() == Side.BUY ? side(json, book, instrument, cursor, most) : most;
        json.append("],\"asks\":[");
        if (left > 0) {
            side(json, book, instrument, cursor, left);
        }
        json.append("],\"more\":").append(!cursor.isComplete());
        return end(json, book, instrument, cursor);
    }

    /** Writes orders of the cursor's side; {@return how many more may be written; 0 where the side goes on} */
    private static int side(StringBuilder json, FullBook book, Instrument instrument, ImageCursor cursor, int most) {
        OrderLine line = book.orders().line(cursor.side());
        Iterator<ShownOrder> orders =
                (cursor.isBegun() ? line.behind(cursor.priceTicks(), cursor.place()) : line.orders()).iterator();
        int left = most;
        for (; left > 0 && orders.hasNext(); left--) {
            ShownOrder order = orders.next();
            json.append(left < most ? "," : "").append("{\"orderId\":").append(order.orderId());
            json.append(",\"price\":\"").append(BookFields.decimal(instrument.tick(), order.priceTicks()));
            json.append('"');
            quantity(json, order.lots(), instrument);
            cursor.move(order);
        }
        if (orders.hasNext()) {
            return 0;
        }
        cursor.next();
        return left;
    }

    /**
     * Tells what became of some orders: those that are gone or show something else where they stand, then those that go
     * behind all others of their price, in that order. Those of an image's later parts are as good as gone.
     *
     * @param previous the message before
     * @param place the first place in line that was not given out then
     * @param ids the orders
     * @param cursor how far the image has been sent
     */
    static String update(
            FullBook book, Instrument instrument, long previous, long place, Collection<Long> ids, ImageCursor cursor) {
        StringBuilder json = new StringBuilder(256 + ids.size() * BYTES_OF_AN_ORDER);
        begin(json, "full-update", instrument);
        json.append(",\"previous\":").append(previous);
        json.append(",\"sequence\":").append(book.sequence()).append(",\"changes\":[");
        List<ShownOrder> queued = new ArrayList<>();
        boolean further = false;
        for (long id : ids) {
            ShownOrder order = book.orders().find(id);
            boolean there = order != null && cursor.covers(order);
            if (there && order.place() >= place) {
                queued.add(order);
                continue;
            }
            json.append(further ? "," : "").append("{\"orderId\":").append(id);
            quantity(json, there ? order.lots() : 0, instrument);
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
        return end(json, book, instrument, cursor);
    }

    private static void begin(StringBuilder json, String type, Instrument instrument) {
        json.append("{\"type\":\"").append(type).append("\",\"symbol\":\"").append(instrument.symbol());
        json.append('"');
    }

    private static String end(StringBuilder json, FullBook book, Instrument instrument, ImageCursor cursor) {
        BookChecksum checksum = new BookChecksum();
        top(checksum, book.orders().side(Side.SELL), instrument, cursor);
        top(checksum, book.orders().side(Side.BUY), instrument, cursor);
        json.append(",\"checksum\":").append(checksum.value());
        return json.append(",\"timestamp\":")
                .append(book.timestampNanos())
                .append('}')
                .toString();
    }

    /** Of an image that is not complete the client can only check what it has. */
    private static void top(
            BookChecksum checksum, Collection<ShownOrder> orders, Instrument instrument, ImageCursor cursor) {
        int left = BookChecksum.LEVELS;
        for (ShownOrder order : orders) {
            if (left-- == 0 || !cursor.covers(order)) {
                return;
            }
            checksum.order(
                    order.orderId(),
                    BookFields.decimal(instrument.tick(), order.priceTicks()),
                    BookFields.decimal(instrument.lot(), order.lots()));
        }
    }

    private static void quantity(StringBuilder json, long lots, Instrument instrument) {
        json.append(",\"quantity\":\"")
                .append(BookFields.decimal(instrument.lot(), lots))
                .append("\"}");
    }
}
