package io.everbook.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A piece of what is to go on after a crash, told as the record that would lead to it. A checkpoint is a number of
 * these.
 *
 * @param kind as a record of which kind it is recalled
 * @param keyId whose; empty for nobody's
 * @param address whose; empty for nobody's
 * @param details by name
 */
public record Remembered(AuditKind kind, String keyId, String address, Map<String, String> details) {

    static final String PART = "part";
    static final String OF = "of";
    static final String AS = "as";

    /** What a checkpoint without anything to remember consists of, so that there is one. */
    private static final Remembered NOTHING = new Remembered(AuditKind.CHECKPOINT, "", "", Map.of());

    /** The records of a checkpoint of these pieces, at least one. */
    static List<AuditEvent> checkpoint(List<Remembered> pieces) {
        List<Remembered> all = pieces.isEmpty() ? List.of(NOTHING) : pieces;
        List<AuditEvent> parts = new ArrayList<>();
        for (Remembered piece : all) {
            parts.add(new AuditEvent.Checkpoint(piece, parts.size() + 1, all.size()));
        }
        return parts;
    }

    /** What a record of a checkpoint is recalled as; any other record is recalled as it is. */
    static AuditRecord recalled(AuditRecord record) {
        AuditKind kind = record.kind() == AuditKind.CHECKPOINT
                ? AuditKind.ofWord(record.details().getOrDefault(AS, ""))
                : null;
        return kind == null
                ? record
                : new AuditRecord(
                        record.sequence(),
                        record.epochNanos(),
                        kind,
                        record.keyId(),
                        record.address(),
                        record.details(),
                        record.hash());
    }

    /** Whether a record is part so many of a checkpoint. */
    static boolean isPart(AuditRecord record, long number) {
        return record.kind() == AuditKind.CHECKPOINT && record.number(PART, 0) == number;
    }
}
