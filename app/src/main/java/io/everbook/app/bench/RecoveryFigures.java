package io.everbook.app.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the recovery benchmark writes as JSON: the configuration of the engine it boots, and its figures. */
final class RecoveryFigures {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double NANOS_PER_MILLI = 1e6;

    private RecoveryFigures() {}

    /** Writes the configuration that serves a state, and nothing else, beside it. */
    static Path configuration(RecoveryState state) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("persistence");
            json.writeStringField("dataDirectory", state.directory().toString());
            json.writeEndObject();
            json.writeArrayFieldStart("instruments");
            json.writeStartObject();
            json.writeStringField("symbol", RecoveryState.SYMBOL);
            json.writeStringField("tick", "0.01");
            json.writeStringField("lot", "1");
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("http");
            json.writeNumberField("port", 0);
            json.writeEndObject();
            json.writeEndObject();
        }
        return Files.writeString(state.directory().resolve("bench.json"), text.toString());
    }

    /** {@return the figures, in milliseconds} */
    static String json(
            RecoveryBench.Options options, RecoveryState state, List<RecoveryBoot> boots, List<ReplayRate> rates)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("orders", options.orders());
            json.writeNumberField("commands", options.commands());
            json.writeNumberField("snapshotBytes", state.snapshot().bytes());
            json.writeNumberField("journalBytes", state.journalBytes());
            json.writeStringField("digest", String.format(Locale.ROOT, "%016x", state.digest()));
            json.writeStringField("java", Runtime.version().toString());
            json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
            json.writeArrayFieldStart("boots");
            for (RecoveryBoot boot : boots) {
                boot(json, boot);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("inProcess");
            for (ReplayRate rate : rates) {
                json.writeStartObject();
                json.writeNumberField("snapshotMillis", rate.loadNanos() / NANOS_PER_MILLI);
                json.writeNumberField("snapshotCpuMillis", rate.loadCpuNanos() / NANOS_PER_MILLI);
                json.writeNumberField("replayMillis", rate.replayNanos() / NANOS_PER_MILLI);
                json.writeNumberField("replayCpuMillis", rate.replayCpuNanos() / NANOS_PER_MILLI);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void boot(JsonGenerator json, RecoveryBoot boot) throws IOException {
        json.writeStartObject();
        json.writeNumberField("readyMillis", boot.readyMillis());
        json.writeNumberField("startMillis", boot.startMillis());
        json.writeNumberField("snapshotMillis", boot.loadMillis());
        json.writeNumberField("replayMillis", boot.replayMillis());
        json.writeNumberField("peakMegabytes", boot.peakMegabytes());
        json.writeStringField("digest", boot.digest());
        json.writeEndObject();
    }
}
