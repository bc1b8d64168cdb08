package io.everbook.app.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;

/** A book's levels as fields of a JSON object, the same wherever a book is shown. */
public final class BookFields {

    private BookFields() {}

    /** Writes what is known of a book as a whole. */
    public static void summary(JsonGenerator json, BookView book, Instrument instrument) throws IOException {
        boolean traded = book.lastTradeId() > 0;
        json.writeStringField("symbol", book.symbol());
        json.writeNumberField("sequence", book.sequence());
        json.writeStringField("digest", HexFormat.of().toHexDigits(book.digest()));
        json.writeNumberField("lastTradeId", book.lastTradeId());
        json.writeStringField("lastTradePrice", traded ? decimal(instrument.tick(), book.lastTradePriceTicks()) : null);
        json.writeNumberField("openOrders", book.openOrderCount());
    }

    /** Writes both sides, best levels first. */
    public static void levels(JsonGenerator json, BookView book, Instrument instrument) throws IOException {
        levels(json, "bids", book.bids(), instrument);
        levels(json, "asks", book.asks(), instrument);
    }

    private static void levels(JsonGenerator json, String name, BookView.Levels levels, Instrument instrument)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < levels.depth(); i++) {
            json.writeStartObject();
            json.writeStringField("price", decimal(instrument.tick(), levels.priceTicks()[i]));
            json.writeStringField("quantity", decimal(instrument.lot(), levels.quantityLots()[i]));
            json.writeNumberField("orders", levels.orderCount()[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@return exact decimal text, also of a level's sum that is larger than any one order may be} */
    public static String decimal(DecimalUnit unit, long steps) {
        BigInteger units = BigInteger.valueOf(steps).multiply(BigInteger.valueOf(unit.units()));
        return new BigDecimal(units, unit.scale()).toPlainString();
    }
}
