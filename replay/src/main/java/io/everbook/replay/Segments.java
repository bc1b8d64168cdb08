package io.everbook.replay;

import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The files of one symbol's journal and executions log, whatever state they are in. */
final class Segments {

    private static final String JOURNAL = "journals";
    private static final String EXECUTIONS = "executions";

    private Segments() {}

    /** The names of the journal's segments, sorted, which is oldest first but for the active one. */
    static List<String> names(Storage storage, String symbol) {
        return names(storage, JOURNAL, symbol, ".journal");
    }

    /** The names of the executions log's segments, sorted likewise. */
    static List<String> executions(Storage storage, String symbol) {
        return names(storage, EXECUTIONS, symbol, ".executions");
    }

    private static List<String> names(Storage storage, String directory, String symbol, String suffix) {
        String pattern = Pattern.quote(symbol) + "(-[0-9]{19})?" + Pattern.quote(suffix);
        try {
            return storage.list(directory).stream()
                    .filter(name -> name.matches(pattern))
                    .map(name -> directory + '/' + name)
                    .toList();
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Code.UNREADABLE,
                    directory,
                    JournalException.NONE,
                    JournalException.NONE,
                    "the segments cannot be listed; check the disk's health and permissions",
                    e);
        }
    }

    /** How many bytes segments have. */
    static long bytes(Storage storage, List<String> names) {
        long bytes = 0;
        for (String name : names) {
            try {
                bytes += storage.size(name);
            } catch (FileNotFoundException e) {
                // Closed or removed at this moment.
                continue;
            } catch (IOException e) {
                return bytes;
            }
        }
        return bytes;
    }
}
