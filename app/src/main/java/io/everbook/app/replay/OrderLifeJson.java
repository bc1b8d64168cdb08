package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.dump.Decimals;
import io.everbook.app.json.BookFields;
import io.everbook.app.json.JsonObject;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.biography.Chapter;
import io.everbook.replay.biography.OrderBiography;
import java.io.IOException;
import java.util.Locale;

/** An order's life as one JSON object. */
final class OrderLifeJson {

    private final Instrument instrument;

    OrderLifeJson(Instrument instrument) {
        this.instrument = instrument;
    }

    String text(OrderBiography life) {
        return JsonObject.line(json -> {
            json.writeStringField("symbol", instrument.symbol());
            json.writeNumberField("orderId", life.orderId());
            JsonText.command(json, "entered", life.entered(), instrument);
            json.writeArrayFieldStart("chapters");
            for (Chapter chapter : life.chapters()) {
                chapter(json, chapter);
            }
            json.writeEndArray();
            json.writeStringField("outcome", life.outcome().name().toLowerCase(Locale.ROOT));
            json.writeStringField("rule", life.rule());
            json.writeObjectFieldStart("book");
            BookFields.summary(json, life.book(), instrument);
            BookFields.levels(json, life.book(), instrument);
            json.writeEndObject();
        });
    }

    private void chapter(JsonGenerator json, Chapter chapter) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", chapter.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("sequence", chapter.sequence());
        JsonObject.number(json, "timestamp", chapter.timestampNanos(), chapter.timestampNanos() != 0);
        if (chapter.position() != null) {
            json.writeNumberField("ordersAhead", chapter.position().ordersAhead());
            json.writeStringField(
                    "quantityAhead", Decimals.quantity(chapter.position().lotsAhead(), instrument));
        }
        if (chapter.event() != null) {
            json.writeFieldName("event");
            json.writeRawValue(JsonText.event(chapter.event(), instrument));
        }
        json.writeEndObject();
    }
}
