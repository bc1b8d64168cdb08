package io.everbook.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.BookFields;
import io.everbook.app.json.InstrumentDirectory;
import io.everbook.app.json.JsonObject;
import io.everbook.app.trading.ExecutionsPage;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.DecimalUnit;
import io.everbook.core.instrument.Instrument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON bodies of orders and executions, for their owner or an operator. */
final class OrderJson {

    private OrderJson() {}

    static String orders(OrderPage page) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", page.instrument().symbol());
            json.writeNumberField("sequence", page.sequence());
            json.writeArrayFieldStart("orders");
            for (RestingOrder order : page.orders()) {
                json.writeStartObject();
                write(json, order, page.instrument());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (page.next() != 0) {
                json.writeNumberField("next", page.next());
            }
        });
    }

    /** Tells an open order to its owner, or to an operator, whose participant is 0. */
    static String order(RestingOrder order, int participantId, Instrument instrument) {
        if (participantId != 0 && order.participantId != participantId) {
            throw unknown();
        }
        return JsonObject.line(json -> {
            json.writeStringField("symbol", instrument.symbol());
            write(json, order, instrument);
        });
    }

    /** Tells what became of an order, as far as the page goes that begins with its entry. */
    static String closed(ExecutionsPage page, long orderId, InstrumentDirectory directory) {
        ExecutionEvent entry = page.events().isEmpty() ? null : page.events().get(0);
        if (entry == null || entry.type() != EventType.ACCEPTED || entry.orderId() != orderId) {
            throw unknown();
        }
        ClosedOrder closed = ClosedOrder.of(page, orderId);
        Instrument instrument = directory.instruments().get(entry.marketIndex());
        return JsonObject.line(json -> {
            json.writeStringField("symbol", instrument.symbol());
            json.writeNumberField("orderId", orderId);
            json.writeNumberField("participant", entry.participantId());
            number(json, "requestId", entry.requestId());
            json.writeStringField("state", closed.state());
            json.writeStringField("side", JsonBody.word(entry.side()));
            json.writeStringField("orderType", JsonBody.word(entry.orderType()));
            json.writeStringField("timeInForce", JsonBody.word(entry.timeInForce()));
            price(json, "price", entry.priceTicks(), instrument.tick());
            json.writeStringField("quantity", BookFields.decimal(instrument.lot(), closed.quantityLots()));
            json.writeStringField("executedQuantity", BookFields.decimal(instrument.lot(), closed.executedLots()));
            memo(json, new String(entry.memo().bytes(), 0, entry.memo().length(), StandardCharsets.UTF_8));
        });
    }

    static String executions(ExecutionsPage page, int market, int viewer, InstrumentDirectory directory) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", directory.instruments().get(market).symbol());
            json.writeStringField("next", page.next().toString());
            json.writeBooleanField("more", page.more());
            if (page.missingFrom() != 0) {
                json.writeObjectFieldStart("missing");
                json.writeNumberField("from", page.missingFrom());
                json.writeNumberField("through", page.missingThrough());
                json.writeEndObject();
            }
            json.writeFieldName("events");
            json.writeRawValue(OutcomeJson.events(page.events(), viewer, directory));
        });
    }

    private static Refusal unknown() {
        return new Refusal(
                Refusal.NOT_FOUND,
                "UNKNOWN_ORDER",
                "no such order, or it is not yours, or its executions" + " were compacted away");
    }

    private static void write(JsonGenerator json, RestingOrder order, Instrument instrument) throws IOException {
        json.writeNumberField("orderId", order.orderId);
        json.writeNumberField("participant", order.participantId);
        number(json, "requestId", order.requestId);
        json.writeStringField("state", order.waiting ? "waiting" : "open");
        json.writeStringField("side", JsonBody.word(order.side));
        json.writeStringField("orderType", JsonBody.word(order.orderType));
        json.writeStringField("timeInForce", JsonBody.word(order.timeInForce));
        json.writeBooleanField("postOnly", order.postOnly);
        json.writeStringField("selfTradePrevention", JsonBody.word(order.selfTradePrevention));
        price(json, "price", order.priceTicks, instrument.tick());
        price(json, "triggerPrice", order.triggerPriceTicks, instrument.tick());
        json.writeStringField("quantity", BookFields.decimal(instrument.lot(), order.quantityLots));
        json.writeStringField("leavesQuantity", BookFields.decimal(instrument.lot(), order.leavesQuantityLots));
        price(json, "displayQuantity", order.displayQuantityLots, instrument.lot());
        number(json, "expireTime", order.expireNanos);
        memo(json, new String(order.memo.bytes(), 0, order.memo.length(), StandardCharsets.UTF_8));
        json.writeNumberField("timestamp", order.timestampNanos);
    }

    private static void number(JsonGenerator json, String name, long number) throws IOException {
        if (number != 0) {
            json.writeNumberField(name, number);
        }
    }

    private static void price(JsonGenerator json, String name, long steps, DecimalUnit unit) throws IOException {
        if (steps != 0) {
            json.writeStringField(name, BookFields.decimal(unit, steps));
        }
    }

    private static void memo(JsonGenerator json, String memo) throws IOException {
        if (!memo.isEmpty()) {
            json.writeStringField("memo", memo);
        }
    }
}
