package io.everbook.app.audit;

import io.everbook.app.json.JsonObject;
import io.everbook.journal.JournalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code everbook audit verify} has found in all chains. */
final class AuditReport {

    private final Map<String, AuditVerification> chains = new LinkedHashMap<>();
    private final List<AuditAnchor> missing = new ArrayList<>();

    void add(String name, AuditVerification verification) {
        chains.put(name, verification);
    }

    /** Takes note of anchors of which only the hash was kept, and that are in none of the chains. */
    void missing(List<AuditAnchor> anchors) {
        for (AuditAnchor anchor : anchors) {
            boolean found =
                    chains.values().stream().anyMatch(chain -> chain.found().contains(anchor));
            if (anchor.name().isEmpty() && !found) {
                missing.add(anchor);
            }
        }
    }

    boolean good() {
        return missing.isEmpty()
                && chains.values().stream().allMatch(chain -> chain.findings().isEmpty());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        chains.forEach((name, chain) -> {
            for (AuditFinding finding : chain.findings()) {
                text.append(finding.file());
                if (finding.offset() != JournalException.NONE) {
                    text.append(" at offset ").append(finding.offset());
                }
                text.append(": ")
                        .append(finding.code())
                        .append(": ")
                        .append(finding.text())
                        .append('\n');
            }
            if (chain.unkept() > 0) {
                text.append(name).append(": and ").append(chain.unkept()).append(" findings more\n");
            }
            AuditAnchor anchor = chain.anchor();
            text.append(name)
                    .append(chain.findings().isEmpty() ? ": all is well: " : ": NOT WELL: ")
                    .append(chain.records())
                    .append(" records")
                    .append(chain.base() == null ? "" : " behind anchor " + chain.base())
                    .append(", anchor ")
                    .append(anchor == null ? "none" : anchor)
                    .append('\n');
        });
        missing.forEach(
                anchor -> text.append("ANCHOR_MISSING: no record of any chain has this hash: its end was cut, or"
                                + " it was written anew: anchor=")
                        .append(anchor)
                        .append('\n'));
        return text.toString();
    }

    String json() {
        return JsonObject.text(json -> {
                    json.writeBooleanField("good", good());
                    json.writeArrayFieldStart("chains");
                    for (Map.Entry<String, AuditVerification> entry : chains.entrySet()) {
                        AuditVerification chain = entry.getValue();
                        AuditAnchor anchor = chain.anchor();
                        json.writeStartObject();
                        json.writeStringField("chain", entry.getKey());
                        json.writeNumberField("records", chain.records());
                        json.writeNumberField("firstRecord", chain.firstSequence());
                        json.writeStringField(
                                "behindAnchor",
                                chain.base() == null ? null : chain.base().toString());
                        json.writeStringField("anchor", anchor == null ? null : anchor.toString());
                        json.writeArrayFieldStart("findings");
                        for (AuditFinding finding : chain.findings()) {
                            json.writeStartObject();
                            json.writeStringField("code", finding.code().name());
                            json.writeStringField("file", finding.file());
                            json.writeNumberField("offset", finding.offset());
                            json.writeNumberField("firstSequence", finding.firstSequence());
                            json.writeNumberField("lastSequence", finding.lastSequence());
                            json.writeStringField("text", finding.text());
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("missingAnchors");
                    for (AuditAnchor anchor : missing) {
                        json.writeString(anchor.toString());
                    }
                    json.writeEndArray();
                })
                + '\n';
    }
}
