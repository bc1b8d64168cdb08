package io.everbook.app.audit;

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

    /** 16 MiB a segment, nothing written ahead: security events are few. */
    static final JournalOptions OPTIONS = new JournalOptions(16L << 20, 0, 64 << 10);

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final String name;
    private final AuditLogWriter writer;
    private final LongSupplier epochNanos;
    private byte[] headHash;

    private AuditLog(String name, AuditLogWriter writer, LongSupplier epochNanos, byte[] headHash) {
        this.name = name;
        this.writer = writer;
        this.epochNanos = epochNanos;
        this.headHash = headHash;
    }

    /**
     * Verifies what is there and goes on behind it. A torn tail is set aside. A journal that is damaged is set aside as
     * a whole, with every byte of it, and a new chain begins with a record that says so.
     *
     * @param storage the data directory; stays the caller's
     * @param name which chain
     * @param epochNanos the clock: nanoseconds since the epoch
     * @param options how segments are laid out
     * @param memory is given each record that is right, up to the first that is not
     * @throws JournalException where the device refuses, or a newer Everbook wrote it
     */
    static AuditLog open(
            Storage storage,
            String name,
            LongSupplier epochNanos,
            JournalOptions options,
            Consumer<AuditRecord> memory) {
        AuditVerification verification = AuditVerification.run(storage, name, List.of(), memory);
        if (verification.untouchable() != null) {
            throw verification.untouchable();
        }
        List<AuditFinding> findings = verification.findings().stream()
                .filter(finding -> finding.code() != AuditFinding.Code.TORN)
                .toList();
        JournalTail end = verification.end();
        if (findings.isEmpty() && end != null) {
            AuditLog log = new AuditLog(
                    name, AuditLogWriter.open(storage, name, end, options), epochNanos, verification.headHash());
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
        return beginAnew(storage, name, epochNanos, options, verification, findings);
    }

    private static AuditLog beginAnew(
            Storage storage,
            String name,
            LongSupplier epochNanos,
            JournalOptions options,
            AuditVerification verification,
            List<AuditFinding> findings) {
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
        AuditLog log = new AuditLog(
                name,
                AuditLogWriter.open(storage, name, JournalTail.empty(1), options),
                epochNanos,
                AuditCodec.origin(name));
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
        headHash = AuditCodec.storedHash(record);
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
