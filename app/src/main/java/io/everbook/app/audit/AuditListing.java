package io.everbook.app.audit;

import io.everbook.journal.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** All chains of a data directory read together, in the order of time; of one moment, in the order of their names. */
final class AuditListing {

    private AuditListing() {}

    /**
     * Reads.
     *
     * @param storage the data directory
     * @param names which chains
     * @param wanted which records
     * @param listener is given the name of the chain, and the record
     * @return what is wrong with each chain that could not be read to its end
     */
    static List<AuditFinding> run(
            Storage storage,
            List<String> names,
            Predicate<AuditRecord> wanted,
            BiConsumer<String, AuditRecord> listener) {
        List<AuditCursor> cursors = new ArrayList<>();
        try {
            names.forEach(name -> cursors.add(new AuditCursor(storage, name)));
            while (true) {
                AuditCursor next = cursors.stream()
                        .filter(cursor -> cursor.current() != null)
                        .min(Comparator.comparingLong(cursor -> cursor.current().epochNanos()))
                        .orElse(null);
                if (next == null) {
                    return cursors.stream()
                            .map(AuditCursor::finding)
                            .filter(Objects::nonNull)
                            .toList();
                }
                if (wanted.test(next.current())) {
                    listener.accept(next.name(), next.current());
                }
                next.advance();
            }
        } finally {
            cursors.forEach(AuditCursor::close);
        }
    }
}
