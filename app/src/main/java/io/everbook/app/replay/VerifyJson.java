package io.everbook.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.JsonObject;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.FileVerdict;
import io.everbook.replay.VerificationReport;
import io.everbook.replay.finding.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What {@code replay verify} found, as one JSON object. */
final class VerifyJson {

    private VerifyJson() {}

    static String text(List<VerifiedSymbol> symbols) {
        return JsonObject.line(json -> {
            json.writeBooleanField("good", symbols.stream().allMatch(VerifiedSymbol::good));
            json.writeArrayFieldStart("symbols");
            for (VerifiedSymbol symbol : symbols) {
                symbol(json, symbol);
            }
            json.writeEndArray();
        });
    }

    private static void symbol(JsonGenerator json, VerifiedSymbol verified) throws IOException {
        VerificationReport report = verified.report();
        json.writeStartObject();
        json.writeStringField("symbol", report.symbol());
        json.writeBooleanField("good", verified.good());
        json.writeNumberField("commands", report.commands());
        json.writeNumberField("checkpointsEqual", report.checkpointsEqual());
        json.writeNumberField("replayedThrough", report.replayedThrough());
        json.writeStringField("digest", JsonObject.hex(report.digest()));
        boolean log = report.executions() != null;
        JsonObject.number(json, "executionsEqual", log ? report.executions().events() : 0, log);
        json.writeArrayFieldStart("findings");
        for (Finding finding : verified.findings()) {
            finding(json, finding, report.instrument());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (FileVerdict verdict : report.files()) {
            json.writeStartObject();
            json.writeStringField("file", verdict.file());
            json.writeStringField("verdict", word(verdict.kind()).replace('-', ' '));
            JsonObject.number(json, "offset", verdict.offset(), verdict.offset() >= 0);
            JsonObject.number(json, "sequence", verdict.sequence(), verdict.sequence() >= 0);
            json.writeStringField("detail", verdict.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("against");
        if (verified.comparison() == null) {
            json.writeNull();
        } else {
            against(json, verified.comparison(), report.instrument());
        }
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding, Instrument instrument) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", word(finding.kind()));
        json.writeNumberField("sequence", finding.sequence());
        json.writeNumberField("through", finding.through());
        json.writeStringField("file", finding.file());
        json.writeStringField("detail", finding.sentence());
        if (finding.outcomes() != null) {
            JsonText.command(json, "command", finding.outcomes().command(), instrument);
            JsonText.events(json, "replayed", finding.outcomes().replayed(), instrument);
            JsonText.events(json, "logged", finding.outcomes().logged(), instrument);
        }
        json.writeEndObject();
    }

    private static void against(JsonGenerator json, BuildComparison compared, Instrument instrument)
            throws IOException {
        BuildComparison.Difference difference = compared.difference();
        json.writeStartObject();
        json.writeBooleanField("equal", compared.equal());
        json.writeNumberField("commands", compared.commands());
        json.writeNumberField("events", compared.events());
        json.writeStringField("fault", compared.otherFault().isEmpty() ? null : compared.otherFault());
        json.writeFieldName("difference");
        if (difference == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeNumberField("sequence", difference.sequence());
            JsonText.command(json, "command", difference.command(), instrument);
            raw(json, "here", difference.here());
            raw(json, "there", difference.there());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** What the other build printed may be no JSON, so it is written as text. */
    private static void raw(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
