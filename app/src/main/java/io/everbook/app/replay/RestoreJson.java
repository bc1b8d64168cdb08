package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.JsonObject;
import io.everbook.replay.restore.RestoreDifference;
import io.everbook.replay.restore.RestoreReport;
import io.everbook.replay.timeline.OrderDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a restore took, and what is lost by it, as one JSON object. */
final class RestoreJson {

    private RestoreJson() {}

    static String object(List<RestoredSymbol> symbols, List<String> absent, Path into, boolean dryRun) {
        return JsonObject.line(json -> {
            json.writeBooleanField("dryRun", dryRun);
            json.writeStringField("into", into.toString());
            json.writeArrayFieldStart("symbols");
            for (RestoredSymbol symbol : symbols) {
                symbol(json, symbol);
            }
            json.writeEndArray();
            strings(json, "absent", absent);
        });
    }

    private static void symbol(JsonGenerator json, RestoredSymbol symbol) throws IOException {
        RestoreReport report = symbol.report();
        BookJson books = new BookJson(json, report.instrument());
        json.writeStartObject();
        json.writeStringField("symbol", report.instrument().symbol());
        json.writeNumberField("from", report.from());
        json.writeNumberField("through", report.through());
        json.writeNumberField("timestamp", report.timestampNanos());
        strings(json, "snapshots", report.snapshots());
        strings(json, "unusableSnapshots", report.unusable());
        books.book("restored", report.view());
        if (symbol.difference() == null) {
            json.writeNullField("lost");
        } else {
            lost(json, books, symbol.difference(), symbol.orders());
        }
        json.writeEndObject();
    }

    private static void lost(
            JsonGenerator json, BookJson books, RestoreDifference difference, List<OrderDifference> orders)
            throws IOException {
        json.writeObjectFieldStart("lost");
        json.writeNumberField("last", difference.last());
        json.writeNumberField("timestamp", difference.timestampNanos());
        json.writeNumberField("commands", difference.commands());
        json.writeNumberField("participants", difference.participants());
        json.writeNumberField("trades", difference.trades());
        json.writeStringField("fault", difference.fault());
        json.writeBooleanField("priorityDiffers", difference.orders() < 0);
        json.writeArrayFieldStart("orders");
        for (OrderDifference order : orders) {
            json.writeStartObject();
            json.writeNumberField("orderId", order.orderId());
            books.order("restored", order.original());
            books.order("now", order.changed());
            json.writeEndObject();
        }
        json.writeEndArray();
        books.book("now", difference.view());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
