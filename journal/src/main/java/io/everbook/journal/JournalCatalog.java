package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The journals of a data directory, as files. */
public final class JournalCatalog {

    private static final String ARCHIVE = "archive";

    private JournalCatalog() {}

    /**
     * Lists the symbols that have a journal.
     *
     * @param storage the data directory
     * @return the symbols, sorted
     * @throws JournalException where the directory cannot be read
     */
    public static List<String> symbols(Storage storage) {
        TreeSet<String> symbols = new TreeSet<>();
        try {
            for (String name : storage.list(SegmentNames.DIRECTORY)) {
                String symbol = SegmentNames.symbol(name);
                if (symbol != null) {
                    symbols.add(symbol);
                }
            }
        } catch (IOException e) {
            throw unreadable(SegmentNames.DIRECTORY, e);
        }
        return List.copyOf(symbols);
    }

    /**
     * Lists the segments of one symbol.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @return its segments, oldest first, the active one last
     * @throws JournalException where the directory or the active header cannot be read
     */
    public static List<JournalSegment> segments(Storage storage, String symbol) {
        try {
            List<JournalSegment> segments = closed(storage, symbol);
            while (true) {
                List<JournalSegment> all = new ArrayList<>(segments);
                addActive(storage, symbol, all);
                List<JournalSegment> again = closed(storage, symbol);
                if (again.equals(segments)) {
                    return List.copyOf(all);
                }
                // A segment was closed meanwhile.
                segments = again;
            }
        } catch (IOException e) {
            throw unreadable(SegmentNames.active(symbol), e);
        }
    }

    /**
     * Reads how a symbol's newest segment defines it.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @return the instrument; null where it has no journal
     * @throws JournalException where the header cannot be read, or is that of another symbol
     */
    public static Instrument instrument(Storage storage, String symbol) {
        List<JournalSegment> segments = segments(storage, symbol);
        if (segments.isEmpty()) {
            return null;
        }
        JournalSegment newest = segments.get(segments.size() - 1);
        try (StorageFile file = storage.open(newest.file(), OpenMode.READ)) {
            SegmentHeader header = header(file, newest.file());
            header.requirePlace(symbol, newest.firstSequence(), newest.file());
            return header.instrument();
        } catch (IOException e) {
            throw unreadable(newest.file(), e);
        }
    }

    /**
     * Removes the closed segments that hold only commands up to a sequence. The newest segment stays in any case.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param sequence the newest command that is no longer needed
     * @param retention what becomes of them
     * @return how many bytes they had
     * @throws JournalException where the device refuses
     */
    public static long compact(Storage storage, String symbol, long sequence, JournalRetention retention) {
        List<JournalSegment> segments = segments(storage, symbol);
        long bytes = 0;
        try {
            for (int i = 0; i + 1 < segments.size() && segments.get(i + 1).firstSequence() <= sequence + 1; i++) {
                remove(storage, segments.get(i).file(), retention);
                bytes += segments.get(i).bytes();
            }
            if (bytes > 0) {
                storage.syncDirectory(SegmentNames.DIRECTORY);
            }
            return bytes;
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    SegmentNames.DIRECTORY,
                    JournalException.NONE,
                    sequence,
                    "closed segments cannot be removed; check the disk's health and permissions: symbol=" + symbol,
                    e);
        }
    }

    private static List<JournalSegment> closed(Storage storage, String symbol) throws IOException {
        List<JournalSegment> segments = new ArrayList<>();
        for (long firstSequence : SegmentNames.closedFirstSequences(storage, symbol)) {
            String file = SegmentNames.closed(symbol, firstSequence);
            segments.add(new JournalSegment(file, firstSequence, storage.size(file), false));
        }
        return segments;
    }

    private static void addActive(Storage storage, String symbol, List<JournalSegment> segments) throws IOException {
        String name = SegmentNames.active(symbol);
        try (StorageFile file = storage.open(name, OpenMode.READ)) {
            segments.add(new JournalSegment(name, header(file, name).firstSequence(), file.size(), true));
        } catch (FileNotFoundException e) {
            // Not begun yet, or renamed at this moment; then the closed ones have changed as well.
            return;
        }
    }

    private static SegmentHeader header(StorageFile file, String name) {
        return SegmentHeader.decode(SegmentHeader.read(file, name, JournalException.NONE), name, JournalException.NONE);
    }

    private static void remove(Storage storage, String file, JournalRetention retention) throws IOException {
        switch (retention) {
            case DELETE -> storage.delete(file);
            case ARCHIVE -> {
                storage.createDirectories(ARCHIVE);
                storage.rename(file, ARCHIVE + file.substring(SegmentNames.DIRECTORY.length()));
                storage.syncDirectory(ARCHIVE);
            }
        }
    }

    private static JournalException unreadable(String file, IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                file,
                JournalException.NONE,
                JournalException.NONE,
                "the journal cannot be read; check the disk's health and permissions",
                cause);
    }
}
