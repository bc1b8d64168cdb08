package io.everbook.app.stream;

import io.everbook.app.json.BookFields;
import io.everbook.app.stream.PublishedBook.Levels;
import io.everbook.app.trading.RecentTrades.Trade;
import io.everbook.core.command.Side;
import io.everbook.core.instrument.Instrument;
import java.util.Collection;
import java.util.List;

/** The text of market-data messages. Prices, quantities and symbols need no escaping. */
final class StreamJson {

    private static final int BYTES_OF_A_LEVEL = 64;

    private StreamJson() {}

    static String snapshot(PublishedBook book, Instrument instrument) {
        int levels = book.bids().size() + book.asks().size();
        StringBuilder json = new StringBuilder(256 + levels * BYTES_OF_A_LEVEL);
        begin(json, "snapshot", instrument);
        json.append(",\"sequence\":").append(book.sequence());
        all(json, ",\"bids\":[", book.bids(), instrument);
        all(json, ",\"asks\":[", book.asks(), instrument);
        return end(json, book, instrument);
    }

    /** Tells the levels that have changed since the message before. */
    static String update(PublishedBook book, Instrument instrument, long previous) {
        int levels = book.bids().changedCount() + book.asks().changedCount();
        StringBuilder json = new StringBuilder(256 + levels * BYTES_OF_A_LEVEL);
        beginUpdate(json, book, instrument, previous);
        changed(json, ",\"bids\":[", book.bids(), instrument);
        changed(json, ",\"asks\":[", book.asks(), instrument);
        return end(json, book, instrument);
    }

    /** Tells the levels of some prices, as they are now. */
    static String update(
            PublishedBook book, Instrument instrument, long previous, Collection<Long> bids, Collection<Long> asks) {
        StringBuilder json = new StringBuilder(256 + (bids.size() + asks.size()) * BYTES_OF_A_LEVEL);
        beginUpdate(json, book, instrument, previous);
        some(json, ",\"bids\":[", book.bids(), bids, instrument);
        some(json, ",\"asks\":[", book.asks(), asks, instrument);
        return end(json, book, instrument);
    }

    static String top(PublishedBook book, Instrument instrument) {
        StringBuilder json = new StringBuilder(256);
        begin(json, "top", instrument);
        json.append(",\"sequence\":").append(book.sequence());
        best(json, ",\"bid\":", book.bids(), instrument);
        best(json, ",\"ask\":", book.asks(), instrument);
        return json.append(",\"timestamp\":")
                .append(book.timestampNanos())
                .append('}')
                .toString();
    }

    static String trades(List<Trade> trades, Instrument instrument) {
        StringBuilder json = new StringBuilder(128 + trades.size() * 160);
        begin(json, "trades", instrument);
        json.append(",\"trades\":[");
        char before = '[';
        for (Trade trade : trades) {
            if (before == ',') {
                json.append(',');
            }
            before = ',';
            json.append("{\"tradeId\":").append(trade.tradeId());
            json.append(",\"sequence\":").append(trade.sequence());
            json.append(",\"aggressor\":\"").append(trade.aggressor() == Side.BUY ? "buy" : "sell");
            json.append("\",\"price\":\"").append(BookFields.decimal(instrument.tick(), trade.priceTicks()));
            json.append("\",\"quantity\":\"").append(BookFields.decimal(instrument.lot(), trade.quantityLots()));
            json.append("\",\"timestamp\":").append(trade.timestampNanos()).append('}');
        }
        return json.append("]}").toString();
    }

    private static void begin(StringBuilder json, String type, Instrument instrument) {
        json.append("{\"type\":\"").append(type).append("\",\"symbol\":\"").append(instrument.symbol());
        json.append('"');
    }

    private static void beginUpdate(StringBuilder json, PublishedBook book, Instrument instrument, long previous) {
        begin(json, "update", instrument);
        json.append(",\"previous\":").append(previous);
        json.append(",\"sequence\":").append(book.sequence());
    }

    private static String end(StringBuilder json, PublishedBook book, Instrument instrument) {
        json.append(",\"checksum\":").append(checksum(book, instrument));
        return json.append(",\"timestamp\":")
                .append(book.timestampNanos())
                .append('}')
                .toString();
    }

    private static long checksum(PublishedBook book, Instrument instrument) {
        BookChecksum checksum = new BookChecksum();
        top(checksum, book.asks(), instrument);
        top(checksum, book.bids(), instrument);
        return checksum.value();
    }

    private static void top(BookChecksum checksum, Levels levels, Instrument instrument) {
        for (int i = 0; i < Math.min(BookChecksum.LEVELS, levels.size()); i++) {
            checksum.level(
                    BookFields.decimal(instrument.tick(), levels.price(i)),
                    BookFields.decimal(instrument.lot(), levels.lots(i)));
        }
    }

    private static void all(StringBuilder json, String name, Levels levels, Instrument instrument) {
        json.append(name);
        for (int i = 0; i < levels.size(); i++) {
            level(json, i > 0, levels, levels.price(i), i, instrument);
        }
        json.append(']');
    }

    private static void changed(StringBuilder json, String name, Levels levels, Instrument instrument) {
        json.append(name);
        for (int i = 0; i < levels.changedCount(); i++) {
            long price = levels.changedPrice(i);
            level(json, i > 0, levels, price, levels.find(price), instrument);
        }
        json.append(']');
    }

    private static void some(
            StringBuilder json, String name, Levels levels, Collection<Long> prices, Instrument instrument) {
        json.append(name);
        boolean further = false;
        for (long price : prices) {
            level(json, further, levels, price, levels.find(price), instrument);
            further = true;
        }
        json.append(']');
    }

    private static void best(StringBuilder json, String name, Levels levels, Instrument instrument) {
        json.append(name);
        if (levels.size() == 0) {
            json.append("null");
        } else {
            level(json, false, levels, levels.price(0), 0, instrument);
        }
    }

    /** Tells a level, or where there is none that it is empty. */
    private static void level(
            StringBuilder json, boolean further, Levels levels, long price, int at, Instrument instrument) {
        if (further) {
            json.append(',');
        }
        json.append("{\"price\":\"").append(BookFields.decimal(instrument.tick(), price));
        json.append("\",\"quantity\":\"").append(BookFields.decimal(instrument.lot(), at < 0 ? 0 : levels.lots(at)));
        json.append("\",\"orders\":").append(at < 0 ? 0 : levels.orders(at)).append('}');
    }
}
