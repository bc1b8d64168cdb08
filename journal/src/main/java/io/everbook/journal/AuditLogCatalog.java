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
