package io.everbook.app.audit;

import io.everbook.journal.AuditLogCatalog;
import io.everbook.journal.AuditLogReader;
import io.everbook.journal.JournalException;
import io.everbook.journal.JournalSegment;
import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/** Where reading an audit journal may begin: at a segment that begins with a whole checkpoint. */
final class AuditStart {

    private AuditStart() {}

    /**
     * Finds the newest segment that begins with a whole checkpoint.
     *
     * @return the number of its first record; that of the first record there is where no segment does
     * @throws JournalException where the directory or the active header cannot be read
     */
    static long newest(Storage storage, String name) {
        List<Long> starts = newest(storage, name, 1);
        return starts.isEmpty() ? AuditLogCatalog.firstSequence(storage, name) : starts.get(0);
    }

    /** The first records of the segments that begin with a whole checkpoint, newest first, at most so many of them. */
    static List<Long> newest(Storage storage, String name, int most) {
        List<JournalSegment> segments = AuditLogCatalog.segments(storage, name);
        List<Long> starts = new ArrayList<>();
        for (int i = segments.size() - 1; i >= 0 && starts.size() < most; i--) {
            long first = segments.get(i).firstSequence();
            if (beginsWithCheckpoint(storage, name, first)) {
                starts.add(first);
            }
        }
        return starts;
    }

    private static boolean beginsWithCheckpoint(Storage storage, String name, long firstSequence) {
        try (AuditLogReader reader = AuditLogReader.open(storage, name, firstSequence)) {
            AuditRecord part;
            long number = 0;
            do {
                byte[] record = reader.next();
                part = record == null ? null : AuditCodec.decode(record);
                number++;
                if (part == null || !Remembered.isPart(part, number)) {
                    return false;
                }
            } while (number < part.number(Remembered.OF, 0));
            return true;
        } catch (JournalException | IllegalArgumentException damaged) {
            // Whoever reads the journal tells of it: reading begins further back and gets here.
            return false;
        }
    }
}
