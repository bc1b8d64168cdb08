package io.everbook.app.audit;

import io.everbook.app.configuration.AuditRetention;
import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.AuditLogReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Removes the oldest segments of an audit journal, one after the other, each once a record of that is forced. */
final class AuditRemoval {

    /** So many checkpoints stay with what is behind them: the newest may be cut short by a crash, or damaged. */
    private static final int CHECKPOINTS_KEPT = 2;

    private final Storage storage;
    private final String name;
    private final AuditRetention retention;

    AuditRemoval(Storage storage, String name, AuditRetention retention) {
        this.storage = storage;
        this.name = name;
        this.retention = retention;
    }

    /**
     * Removes what is older than it is to be kept.
     *
     * @param epochNanos the time, in nanoseconds since the epoch
     * @param record records a removal, and forces that, before it is done; throws where it cannot
     * @param removed is told of the bytes of each segment that is gone
     * @throws JournalException where the device refuses
     */
    void run(long epochNanos, Consumer<AuditEvent> record, LongConsumer removed) {
        if (!retention.enabled()) {
            return;
        }
        List<Long> starts = AuditStart.newest(storage, name, CHECKPOINTS_KEPT);
        if (starts.size() < CHECKPOINTS_KEPT) {
            return;
        }
        long kept = starts.get(CHECKPOINTS_KEPT - 1);
        List<JournalSegment> segments = AuditLogCatalog.segments(storage, name);
        for (int i = 0; i + 1 < segments.size() && segments.get(i + 1).firstSequence() <= kept; i++) {
            JournalSegment oldest = segments.get(i);
            byte[] next = first(segments.get(i + 1));
            String why = next == null ? null : why(AuditCodec.decode(next), epochNanos, segments.size() - i);
            if (why == null) {
                return;
            }
            long lastSequence = segments.get(i + 1).firstSequence() - 1;
            String hash = HexFormat.of().formatHex(AuditCodec.previousHash(next));
            record.accept(new AuditEvent.SegmentRemoved(
                    oldest.file(),
                    oldest.firstSequence(),
                    oldest.bytes(),
                    new AuditAnchor(name, lastSequence, hash).toString(),
                    why));
            removed.accept(AuditLogCatalog.removeOldest(storage, name, lastSequence));
        }
    }

    /** By what rule the segment goes behind which this record stands; null where it stays. */
    private String why(AuditRecord next, long epochNanos, int segments) {
        if (retention.keepSegments() > 0 && segments > retention.keepSegments()) {
            return "audit.keepSegments=" + retention.keepSegments();
        }
        long ageNanos = epochNanos - next.epochNanos();
        return retention.retentionDays() > 0 && ageNanos > TimeUnit.DAYS.toNanos(retention.retentionDays())
                ? "audit.retentionDays=" + retention.retentionDays()
                : null;
    }

    private byte[] first(JournalSegment segment) {
        try (AuditLogReader reader = AuditLogReader.open(storage, name, segment.firstSequence())) {
            return reader.next();
        }
    }
}
