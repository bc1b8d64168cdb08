package io.everbook.journal;

import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The audit journals of a data directory, as files. */
public final class AuditLogCatalog {

    private AuditLogCatalog() {}

    /**
     * Lists the audit journals.
     *
     * @param storage the data directory
     * @return their names, sorted
     * @throws JournalException where the directory cannot be read
     */
    public static List<String> names(Storage storage) {
        return LogCatalog.symbols(storage, LogKind.AUDIT);
    }

    /**
     * Lists the segments of an audit journal.
     *
     * @param storage the data directory
     * @param name which
     * @return its segments, oldest first, the active one last
     * @throws JournalException where the directory or the active header cannot be read
     */
    public static List<JournalSegment> segments(Storage storage, String name) {
        return LogCatalog.segments(storage, SegmentNames.audit(name));
    }

    /**
     * Tells with which record an audit journal begins.
     *
     * @param storage the data directory
     * @param name which
     * @return the number of the first record that there is; 1 where there is none
     * @throws JournalException where the directory or the active header cannot be read
     */
    public static long firstSequence(Storage storage, String name) {
        SegmentNames names = SegmentNames.audit(name);
        try {
            List<Long> closed = names.closedFirstSequences(storage);
            if (!closed.isEmpty()) {
                return closed.get(0);
            }
        } catch (IOException e) {
            throw LogCatalog.unreadable(LogKind.AUDIT, names.directory(), e);
        }
        List<JournalSegment> segments = segments(storage, name);
        return segments.isEmpty() ? 1 : segments.get(0).firstSequence();
    }

    /**
     * Removes the oldest segment of an audit journal, which is closed. It is gone from the device when this returns.
     *
     * @param storage the data directory, which the caller alone writes
     * @param name which
     * @param lastSequence the last record of that segment
     * @return how many bytes it had
     * @throws JournalException where the device refuses
     */
    public static long removeOldest(Storage storage, String name, long lastSequence) {
        return LogCatalog.compact(storage, SegmentNames.audit(name), lastSequence, JournalRetention.DELETE);
    }

    /**
     * Moves every segment of an audit journal to {@code quarantine/}, so that a new one can begin. Nothing is deleted.
     *
     * @param storage the data directory, which nobody else writes meanwhile
     * @param name which
     * @return the names that the files have now, oldest first
     * @throws JournalException where the device refuses
     */
    public static List<String> setAside(Storage storage, String name) {
        SegmentNames names = SegmentNames.audit(name);
        List<String> moved = new ArrayList<>();
        try {
            for (long firstSequence : names.closedFirstSequences(storage)) {
                moved.add(TornTail.setAside(storage, LogKind.AUDIT, names.closed(firstSequence)));
            }
            if (storage.exists(names.active())) {
                moved.add(TornTail.setAside(storage, LogKind.AUDIT, names.active()));
            }
            return moved;
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    names.active(),
                    JournalException.NONE,
                    JournalException.NONE,
                    "a damaged audit journal cannot be set aside; check the disk's health and permissions",
                    e);
        }
    }
}
