package io.everbook.app.replay;

import io.everbook.app.json.JsonObject;
import io.everbook.replay.anonymise.AnonymiseOptions;
import io.everbook.replay.anonymise.AnonymiseReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What anonymising came to, for a person and for tools. It never tells by how much anything was shifted. */
final class AnonymiseText {

    private AnonymiseText() {}

    static List<String> lines(AnonymiseReport report, AnonymiseOptions options) {
        List<String> lines = new ArrayList<>();
        lines.add(report.instrument().symbol() + ": commands " + report.from() + " to " + report.through()
                + " under other names");
        lines.add("  renamed: " + report.participants() + " participants, " + report.memos() + " memos");
        lines.add("  prices " + (options.prices() ? "shifted" : "kept") + ", times "
                + (options.times() ? "shifted" : "kept") + ", trades " + report.lastTradeId());
        if (report.notionalRefusals() > 0) {
            lines.add("  refusals for the notional limit, which is lifted: " + report.notionalRefusals());
        }
        if (report.tornTail()) {
            lines.add("  the original ends in an unfinished write, which is left out");
        }
        lines.add("  the same came of every command; digest " + JsonObject.hex(report.digest()));
        return lines;
    }

    static String json(List<AnonymiseReport> reports, AnonymiseOptions options, Path into) {
        return JsonObject.line(json -> {
            json.writeStringField("into", into.toString());
            json.writeBooleanField("pricesShifted", options.prices());
            json.writeBooleanField("timesShifted", options.times());
            json.writeArrayFieldStart("symbols");
            for (AnonymiseReport report : reports) {
                json.writeStartObject();
                json.writeStringField("symbol", report.instrument().symbol());
                json.writeNumberField("from", report.from());
                json.writeNumberField("through", report.through());
                json.writeBooleanField("tornTail", report.tornTail());
                json.writeNumberField("participants", report.participants());
                json.writeNumberField("memos", report.memos());
                json.writeNumberField("notionalRefusals", report.notionalRefusals());
                json.writeNumberField("lastTradeId", report.lastTradeId());
                json.writeStringField("digest", JsonObject.hex(report.digest()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
