package io.everbook.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.MarketHealth;
import io.everbook.app.json.BookFields;
import io.everbook.app.json.JsonObject;
import io.everbook.core.book.BookView;
import io.everbook.core.instrument.Instrument;
import io.everbook.snapshot.SnapshotFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The JSON bodies of the HTTP port, each ending in a line feed. Prices and quantities are decimal strings. */
final class JsonBody {

    private JsonBody() {}

    static String error(String code, String message) {
        return JsonObject.line(json -> {
            json.writeStringField("error", message);
            json.writeStringField("code", code);
        });
    }

    static String health(EngineHealth health, HttpSources sources) {
        return JsonObject.line(json -> writeHealth(json, health, sources));
    }

    static String status(EngineHealth health, HttpSources sources, int outstanding, long remainingCapacity) {
        return JsonObject.line(json -> {
            json.writeNumberField("outstanding", outstanding);
            json.writeNumberField("ringRemaining", remainingCapacity);
            writeHealth(json, health, sources);
        });
    }

    private static void writeHealth(JsonGenerator json, EngineHealth health, HttpSources sources) throws IOException {
        ServiceFaults faults = sources.faults().get();
        boolean degraded = faults.any() && health.state() == EngineHealth.State.RUNNING;
        json.writeStringField("state", (degraded ? EngineHealth.State.DEGRADED : health.state()).name());
        json.writeStringField("sync", sources.syncMode());
        json.writeStringField("snapshotFault", health.snapshotFault());
        json.writeStringField("auditFault", faults.audit());
        json.writeStringField("credentialsFault", faults.credentials());
        json.writeArrayFieldStart("markets");
        for (MarketHealth market : health.markets()) {
            json.writeStartObject();
            json.writeStringField("symbol", market.symbol());
            json.writeBooleanField("accepting", market.accepting());
            json.writeStringField("fault", market.fault());
            json.writeNumberField("sequence", market.sequence());
            json.writeStringField("digest", JsonObject.hex(market.digest()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static String ready(EngineHealth health, boolean ready, List<MarketHealth> refusing) {
        return JsonObject.line(json -> {
            json.writeBooleanField("ready", ready);
            json.writeStringField("state", health.state().name());
            json.writeArrayFieldStart("notAccepting");
            for (MarketHealth market : refusing) {
                json.writeStartObject();
                json.writeStringField("symbol", market.symbol());
                json.writeStringField("fault", market.fault());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String book(BookView book, Instrument instrument) {
        return JsonObject.line(json -> {
            BookFields.summary(json, book, instrument);
            BookFields.levels(json, book, instrument);
        });
    }

    static String snapshot(String symbol, SnapshotFile kept) {
        if (kept == null) {
            throw new Refusal(
                    Refusal.CONFLICT, "no command was ever applied, so there is nothing to keep: symbol=" + symbol);
        }
        return JsonObject.line(json -> {
            json.writeStringField("symbol", symbol);
            json.writeStringField("file", kept.file());
            json.writeNumberField("sequence", kept.sequence());
            json.writeStringField("digest", JsonObject.hex(kept.digest()));
            json.writeNumberField("bytes", kept.bytes());
        });
    }

    /** {@return the word of a value, as commands and events spell it} */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
