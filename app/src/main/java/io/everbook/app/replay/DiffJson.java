package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.dump.Decimals;
import io.everbook.app.json.JsonObject;
import io.everbook.app.json.Words;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.difference.DifferenceReport;
import io.everbook.replay.difference.Position;
import io.everbook.replay.timeline.OrderDifference;
import io.everbook.replay.timeline.OrderState;
import java.io.IOException;

/** What lies between two positions, as one JSON object. */
final class DiffJson {

    private DiffJson() {}

    static String text(DifferenceReport report, DiffLists lists, Instrument instrument, String first, String second) {
        return JsonObject.line(json -> {
            json.writeBooleanField("equal", report.equal());
            position(json, "a", first, report.first());
            position(json, "b", second, report.second());
            JsonObject.number(json, "lastCommon", report.common(), report.common() >= 0);
            json.writeBooleanField("parted", report.parted());
            json.writeNumberField("tradesOnlyA", report.firstTrades());
            json.writeNumberField("tradesOnlyB", report.secondTrades());
            json.writeNumberField("ordersAdded", report.added());
            json.writeNumberField("ordersGone", report.gone());
            json.writeNumberField("ordersChanged", report.changed());
            json.writeBooleanField("reordered", report.reordered());
            json.writeArrayFieldStart("state");
            for (String state : report.state()) {
                json.writeString(state);
            }
            json.writeEndArray();
            JsonText.events(json, "tradesA", lists.trades(true), instrument);
            JsonText.events(json, "tradesB", lists.trades(false), instrument);
            json.writeArrayFieldStart("orders");
            for (OrderDifference difference : lists.orders()) {
                json.writeStartObject();
                json.writeNumberField("orderId", difference.orderId());
                order(json, "a", difference.original(), instrument);
                order(json, "b", difference.changed(), instrument);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void position(JsonGenerator json, String name, String text, Position position) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("path", text);
        json.writeNumberField("sequence", position.sequence());
        JsonObject.number(json, "timestamp", position.timestampNanos(), position.timestampNanos() != 0);
        json.writeStringField("digest", JsonObject.hex(position.digest()));
        json.writeNumberField("openOrders", position.openOrders());
        json.writeNumberField("lastTradeId", position.lastTradeId());
        json.writeEndObject();
    }

    private static void order(JsonGenerator json, String name, OrderState order, Instrument instrument)
            throws IOException {
        json.writeFieldName(name);
        if (order == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("participant", order.participantId());
        json.writeStringField("side", Words.of(order.side()));
        json.writeStringField("orderType", Words.of(order.orderType()));
        decimal(json, "price", order.priceTicks(), Decimals.price(order.priceTicks(), instrument));
        decimal(json, "triggerPrice", order.triggerPriceTicks(), Decimals.price(order.triggerPriceTicks(), instrument));
        json.writeBooleanField("waiting", order.waiting());
        json.writeStringField("quantity", Decimals.quantity(order.quantityLots(), instrument));
        json.writeStringField("leavesQuantity", Decimals.quantity(order.leavesQuantityLots(), instrument));
        json.writeStringField("shownQuantity", Decimals.quantity(order.shownQuantityLots(), instrument));
        json.writeEndObject();
    }

    private static void decimal(JsonGenerator json, String name, long steps, String text) throws IOException {
        if (steps != 0) {
            json.writeStringField(name, text);
        }
    }
}
