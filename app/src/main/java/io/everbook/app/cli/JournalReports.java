package io.everbook.app.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.JsonObject;
import io.everbook.replay.CommandRange;
import io.everbook.replay.DamagedPart;
import io.everbook.replay.Divergence;
import io.everbook.replay.ExecutionsComparison;
import io.everbook.replay.FileVerdict;
import io.everbook.replay.SalvageReport;
import io.everbook.replay.VerificationReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The JSON output of the journal commands: one object, then a line feed. */
final class JournalReports {

    private JournalReports() {}

    static String verification(List<VerificationReport> reports) {
        return JsonObject.line(json -> {
            json.writeBooleanField("good", reports.stream().allMatch(VerificationReport::good));
            json.writeArrayFieldStart("symbols");
            for (VerificationReport report : reports) {
                verification(json, report);
            }
            json.writeEndArray();
        });
    }

    static String salvage(List<SalvageReport> reports, Map<String, String> faults, boolean dryRun) {
        return JsonObject.line(json -> {
            json.writeBooleanField("dryRun", dryRun);
            json.writeBooleanField(
                    "complete", faults.isEmpty() && reports.stream().allMatch(SalvageReport::complete));
            json.writeArrayFieldStart("symbols");
            for (SalvageReport report : reports) {
                salvage(json, report);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("failed");
            for (Map.Entry<String, String> fault : faults.entrySet()) {
                json.writeStringField(fault.getKey(), fault.getValue());
            }
            json.writeEndObject();
        });
    }

    private static void verification(JsonGenerator json, VerificationReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", report.symbol());
        json.writeBooleanField("good", report.good());
        json.writeNumberField("commands", report.commands());
        json.writeNumberField("checkpointsEqual", report.checkpointsEqual());
        json.writeNumberField("replayedThrough", report.replayedThrough());
        json.writeStringField("digest", JsonObject.hex(report.digest()));
        json.writeFieldName("divergence");
        if (report.divergence() == null) {
            json.writeNull();
        } else {
            divergence(json, report.divergence());
        }
        json.writeArrayFieldStart("divergences");
        for (Divergence divergence : report.divergences()) {
            divergence(json, divergence);
        }
        json.writeEndArray();
        json.writeFieldName("executions");
        if (report.executions() == null) {
            json.writeNull();
        } else {
            executions(json, report, report.executions());
        }
        json.writeArrayFieldStart("files");
        for (FileVerdict verdict : report.files()) {
            json.writeStartObject();
            json.writeStringField("file", verdict.file());
            json.writeStringField("verdict", JournalVerifyCommand.word(verdict.kind()));
            JsonObject.number(json, "offset", verdict.offset(), verdict.offset() >= 0);
            JsonObject.number(json, "sequence", verdict.sequence(), verdict.sequence() >= 0);
            json.writeStringField("detail", verdict.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void divergence(JsonGenerator json, Divergence divergence) throws IOException {
        json.writeStartObject();
        json.writeNumberField("lastEqual", divergence.lastEqual());
        json.writeNumberField("firstDifferent", divergence.firstDifferent());
        json.writeStringField("proof", divergence.proof());
        json.writeStringField("recorded", JsonObject.hex(divergence.recordedDigest()));
        json.writeStringField("replayed", JsonObject.hex(divergence.replayedDigest()));
        JsonObject.number(json, "command", divergence.command(), divergence.command() > 0);
        json.writeBooleanField("eventsEqual", divergence.eventsEqual());
        json.writeBooleanField("laterEqual", divergence.laterEqual());
        json.writeEndObject();
    }

    private static void executions(JsonGenerator json, VerificationReport report, ExecutionsComparison compared)
            throws IOException {
        json.writeStartObject();
        JsonObject.number(json, "firstCompared", compared.firstSequence(), compared.lastSequence() > 0);
        JsonObject.number(json, "lastCompared", compared.lastSequence(), compared.lastSequence() > 0);
        json.writeNumberField("eventsEqual", compared.events());
        json.writeNumberField("journalSequence", compared.journalSequence());
        json.writeNumberField("unproved", compared.unproved());
        ranges(
                json,
                "holes",
                compared.holes().stream()
                        .map(hole -> new CommandRange(hole.first(), hole.last()))
                        .toList());
        json.writeFieldName("difference");
        ExecutionsComparison.Difference difference = compared.difference();
        if (difference == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeNumberField("sequence", difference.sequence());
            json.writeNumberField("index", difference.index());
            json.writeFieldName("replayed");
            json.writeRawValue(ExecutionsText.event(difference.replayed(), report.instrument(), "null"));
            json.writeFieldName("logged");
            json.writeRawValue(ExecutionsText.event(difference.logged(), report.instrument(), "null"));
            json.writeStringField("file", difference.file());
            json.writeNumberField("offset", difference.offset());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void salvage(JsonGenerator json, SalvageReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", report.symbol());
        json.writeBooleanField("complete", report.complete());
        ranges(json, "kept", List.of(report.kept()));
        json.writeStringField("digest", JsonObject.hex(report.digest()));
        json.writeNumberField("openOrders", report.openOrderCount());
        json.writeArrayFieldStart("snapshots");
        for (String snapshot : report.snapshots()) {
            json.writeString(snapshot);
        }
        json.writeEndArray();
        ranges(json, "lost", report.lost());
        ranges(json, "setAside", report.setAside());
        ranges(json, "eventsSetAside", report.events());
        ranges(json, "archived", report.archived());
        json.writeArrayFieldStart("damaged");
        for (DamagedPart part : report.damaged()) {
            json.writeStartObject();
            json.writeStringField("file", part.file());
            json.writeNumberField("from", part.from());
            json.writeNumberField("to", part.to());
            json.writeBooleanField("torn", part.torn());
            json.writeEndObject();
        }
        json.writeEndArray();
        numbers(json, "ordersInDoubt", report.inDoubt());
        numbers(json, "commandsReferring", report.referring());
        json.writeEndObject();
    }

    private static void ranges(JsonGenerator json, String name, List<CommandRange> ranges) throws IOException {
        json.writeArrayFieldStart(name);
        for (CommandRange range : ranges) {
            json.writeStartObject();
            json.writeNumberField("from", range.from());
            JsonObject.number(json, "through", range.through(), range.through() != CommandRange.UNKNOWN);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String name, List<Long> numbers) throws IOException {
        json.writeArrayFieldStart(name);
        for (long number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
