package io.everbook.replay;

import io.everbook.journal.JournalException;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The files of one symbol's journal, whatever state they are in. */
final class Segments {

    private static final String DIRECTORY = "journals";

    private Segments() {}

    /** The names of the segments, sorted, which is oldest first but for the active one. */
    static List<String> names(Storage storage, String symbol) {
        String pattern = Pattern.quote(symbol) + "(-[0-9]{19})?\\.journal";
        try {
            return storage.list(DIRECTORY).stream()
                    .filter(name -> name.matches(pattern))
                    .map(name -> DIRECTORY + '/' + name)
                    .toList();
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Code.UNREADABLE,
                    DIRECTORY,
                    JournalException.NONE,
                    JournalException.NONE,
                    "the journals cannot be listed; check the disk's health and permissions",
                    e);
        }
    }

    /** How many bytes they have. */
    static long bytes(Storage storage, String symbol) {
        long bytes = 0;
        for (String name : names(storage, symbol)) {
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
