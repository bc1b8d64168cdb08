package io.everbook.app.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.everbook.app.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** How a record is written, one to a line. */
enum AuditFormat {
    /** For people. */
    TEXT("") {
        @Override
        String line(String chain, AuditRecord record) {
            StringBuilder line = new StringBuilder();
            line.append(time(record)).append(' ').append(chain).append(' ').append(record.sequence());
            line.append(' ').append(record.kind().word());
            add(line, "key", record.keyId());
            add(line, "address", record.address());
            record.details().forEach((name, value) -> add(line, name.replace(' ', ':'), value));
            return line.toString();
        }
    },
    /** One JSON object a line. */
    JSONL("") {
        @Override
        String line(String chain, AuditRecord record) {
            return JsonObject.text(json -> {
                json.writeStringField("chain", chain);
                json.writeNumberField("sequence", record.sequence());
                json.writeStringField("time", time(record));
                json.writeNumberField("epochNanos", record.epochNanos());
                json.writeStringField("kind", record.kind().word());
                json.writeStringField("key", record.keyId());
                json.writeStringField("address", record.address());
                json.writeObjectFieldStart("details");
                details(json, record.details());
                json.writeEndObject();
                json.writeStringField("hash", record.hash());
            });
        }
    },
    /** Comma-separated values after RFC 4180; the details are a JSON object. */
    CSV("chain,sequence,time,kind,key,address,details,hash") {
        @Override
        String line(String chain, AuditRecord record) {
            String details = JsonObject.text(json -> details(json, record.details()));
            return String.join(
                    ",",
                    chain,
                    Long.toString(record.sequence()),
                    time(record),
                    record.kind().word(),
                    record.keyId(),
                    quoted(record.address()),
                    quoted(details),
                    record.hash());
        }
    };

    private static final long NANOS = 1_000_000_000L;

    private final String head;

    AuditFormat(String head) {
        this.head = head;
    }

    abstract String line(String chain, AuditRecord record);

    /** What stands before the records; empty for nothing. */
    String head() {
        return head;
    }

    private static void details(JsonGenerator json, Map<String, String> details) throws IOException {
        for (Map.Entry<String, String> detail : details.entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
    }

    private static String time(AuditRecord record) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(record.epochNanos(), NANOS), Math.floorMod(record.epochNanos(), NANOS))
                .toString();
    }

    private static void add(StringBuilder line, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        line.append(' ').append(name).append('=');
        boolean plain = value.chars().noneMatch(c -> c == ' ' || c == '"');
        line.append(plain ? value : '"' + value.replace("\"", "\\\"") + '"');
    }

    private static String quoted(String value) {
        return value.isEmpty() ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
