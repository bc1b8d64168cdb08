package io.everbook.app.audit;

import io.everbook.app.audit.AuditJournal.Ground;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.AuditLogWriter;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One chain on the disk, open for writing. For one thread at a time, but for {@link #force()}. */
final class AuditLog implements AutoCloseable {

    /** 4 MiB a segment, nothing written ahead: security events are few. */
    static final JournalOptions OPTIONS = new JournalOptions(4L << 20, 0, 64 << 10);

    /** What of a segment is its header. */
    private static final int HEADER_BYTES = 4096;

    /** About what a record costs in its file beyond its own bytes. */
    private static final int FRAME_BYTES = 48;

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final String name;
    private final AuditLogWriter writer;
    private final LongSupplier epochNanos;
    private final long roomBytes;
    private byte[] headHash;
    private long bytesSinceCheckpoint;
    private long checkpointBytes;
    private boolean checkpointWanted;

    private AuditLog(Ground ground, String name, AuditLogWriter writer, byte[] headHash) {
        this.name = name;
        this.writer = writer;
        this.headHash = headHash;
        epochNanos = ground.epochNanos();
        roomBytes = ground.options().segmentBytes() - HEADER_BYTES;
        bytesSinceCheckpoint = Math.max(0, writer.segmentBytes() - HEADER_BYTES);
    }

    /**
     * Verifies what is there, from the newest checkpoint on, and goes on behind it. A torn tail is set aside. A
     * journal that is damaged is set aside as a whole, with every byte of it, and a new chain begins with a record that
     * says so.
     *
     * @param ground the data directory, which stays the caller's, a clock, and how segments are laid out
     * @param name which chain
     * @param memory is given each record that is right, from the checkpoint up to the first that is not
     * @throws JournalException where the device refuses, or a newer Everbook wrote it
     */
    static AuditLog open(Ground ground, String name, Consumer<AuditRecord> memory) {
        Storage storage = ground.storage();
        AuditVerification verification = AuditVerification.sinceCheckpoint(storage, name, List.of(), memory);
        if (verification.untouchable() != null) {
            throw verification.untouchable();
        }
        List<AuditFinding> findings = verification.findings().stream()
                .filter(finding -> finding.code() != AuditFinding.Code.TORN)
                .toList();
        JournalTail end = verification.end();
        if (findings.isEmpty() && end != null) {
            AuditLogWriter writer = AuditLogWriter.open(storage, name, end, ground.options());
            AuditLog log = new AuditLog(ground, name, writer, verification.headHash());
            if (end.torn()) {
                LOG.warn(
                        "An unfinished last write of the audit journal was set aside in quarantine/: journal={}"
                                + " lastRecord={} bytes={}",
                        name,
                        end.nextSequence() - 1,
                        end.tornBytes());
                log.tell("unfinished last write set aside: bytes=" + end.tornBytes(), Map.of());
            }
            return log;
        }
        return beginAnew(ground, name, verification, findings);
    }

    private static AuditLog beginAnew(
            Ground ground, String name, AuditVerification verification, List<AuditFinding> findings) {
        Storage storage = ground.storage();
        String finding = findings.isEmpty()
                ? "it could not be read to its end"
                : findings.get(0).text();
        AuditAnchor before = verification.anchor();
        List<String> moved = AuditLogCatalog.setAside(storage, name);
        LOG.error(
                "ALARM: the audit journal is damaged, was set aside, and a new chain begins: keep what was set aside as"
                        + " evidence: journal={} files={} findings={} first: {}",
                name,
                moved,
                findings.size() + verification.unkept(),
                finding);
        AuditLogWriter writer = AuditLogWriter.open(storage, name, JournalTail.empty(1), ground.options());
        AuditLog log = new AuditLog(ground, name, writer, AuditCodec.origin(name));
        // What was recalled of the old chain is nowhere in the new one.
        log.checkpointWanted = true;
        log.tell(finding, before == null ? Map.of() : Map.of("lastAnchor", before.toString()));
        return log;
    }

    /** Records what was wrong with the journal itself. */
    private void tell(String finding, Map<String, String> more) {
        AuditEvent.VerificationFailed event = new AuditEvent.VerificationFailed("audit", name, finding);
        Map<String, String> details = new java.util.LinkedHashMap<>(event.details());
        details.putAll(more);
        append(event, details);
        writer.commit();
        writer.force();
    }

    /** Adds a record to the batch. */
    void append(AuditEvent event, Map<String, String> details) {
        byte[] record = AuditCodec.encode(writer.nextSequence(), epochNanos.getAsLong(), event, details, headHash);
        writer.append(record);
        bytesSinceCheckpoint += record.length + FRAME_BYTES;
        headHash = AuditCodec.storedHash(record);
    }

    /**
     * Whether a checkpoint is to be written: once a segment is nearly full, but not before as much was written as a
     * checkpoint takes, so that a large one does not become most of the journal.
     */
    boolean checkpointDue() {
        long most = roomBytes - roomBytes / 16 - checkpointBytes;
        return checkpointWanted || bytesSinceCheckpoint >= Math.max(most, Math.max(roomBytes / 2, checkpointBytes));
    }

    /** Begins a segment with a checkpoint. A start reads from it once all of it is there. */
    void checkpoint(List<AuditEvent> parts) {
        writer.roll();
        bytesSinceCheckpoint = 0;
        parts.forEach(part -> append(part, part.details()));
        writer.commit();
        checkpointBytes = bytesSinceCheckpoint;
        bytesSinceCheckpoint = 0;
        checkpointWanted = false;
    }

    /** Takes note that the oldest segment was removed. */
    void removed(long bytes) {
        writer.removed(bytes);
    }

    /** Writes the batch. */
    void commit() {
        writer.commit();
    }

    /** Forces what was written. Any thread may call. */
    void force() {
        writer.force();
    }

    /** The chain's head; null while there is no record. */
    AuditAnchor anchor() {
        long last = writer.nextSequence() - 1;
        return last == 0
                ? null
                : new AuditAnchor(name, last, java.util.HexFormat.of().formatHex(headHash));
    }

    long bytes() {
        return writer.bytes();
    }

    @Override
    public void close() {
        writer.close();
    }
}
