package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.Words;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.timeline.OrderState;
import java.io.IOException;
import java.util.HexFormat;

/** Writes books and open orders as the fields of JSON objects. */
final class BookJson {

    private static final int LEVELS = 10;

    private final JsonGenerator json;
    private final Instrument instrument;

    BookJson(JsonGenerator json, Instrument instrument) {
        this.json = json;
        this.instrument = instrument;
    }

    /** Writes a book with its ten best levels of each side. */
    void book(String name, BookView view) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("sequence", view.sequence());
        json.writeStringField("digest", HexFormat.of().toHexDigits(view.digest()));
        json.writeNumberField("lastTradeId", view.lastTradeId());
        json.writeNumberField("openOrders", view.openOrderCount());
        levels("bids", view.bids());
        levels("asks", view.asks());
        json.writeEndObject();
    }

    /** Writes an open order, or null. */
    void order(String name, OrderState order) throws IOException {
        if (order == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("participant", order.participantId());
        json.writeStringField("side", Words.of(order.side()));
        json.writeStringField("orderType", Words.of(order.orderType()));
        json.writeBooleanField("waiting", order.waiting());
        if (order.priceTicks() != 0) {
            json.writeStringField("price", instrument.tick().format(order.priceTicks()));
        }
        if (order.triggerPriceTicks() != 0) {
            json.writeStringField("triggerPrice", instrument.tick().format(order.triggerPriceTicks()));
        }
        json.writeStringField("quantity", instrument.lot().format(order.quantityLots()));
        json.writeStringField("leavesQuantity", instrument.lot().format(order.leavesQuantityLots()));
        json.writeStringField("shownQuantity", instrument.lot().format(order.shownQuantityLots()));
        json.writeEndObject();
    }

    private void levels(String name, BookView.Levels levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < Math.min(LEVELS, levels.depth()); i++) {
            json.writeStartObject();
            json.writeStringField("price", instrument.tick().format(levels.priceTicks()[i]));
            json.writeStringField("quantity", instrument.lot().format(levels.quantityLots()[i]));
            json.writeNumberField("orders", levels.orderCount()[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
