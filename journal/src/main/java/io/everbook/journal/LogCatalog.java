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

/** The segment files of a log, whichever of the two. */
final class LogCatalog {

    private static final String ARCHIVE = "archive";

    private LogCatalog() {}

    static List<String> symbols(Storage storage, LogKind kind) {
        TreeSet<String> symbols = new TreeSet<>();
        try {
            for (String name : storage.list(kind.directory())) {
                String symbol = SegmentNames.symbol(kind, name);
                if (symbol != null) {
                    symbols.add(symbol);
                }
            }
        } catch (IOException e) {
            throw unreadable(kind, kind.directory(), e);
        }
        return List.copyOf(symbols);
    }

    /** The segments of one log, oldest first, the active one last. */
    static List<JournalSegment> segments(Storage storage, SegmentNames names) {
        try {
            List<JournalSegment> segments = closed(storage, names);
            while (true) {
                List<JournalSegment> all = new ArrayList<>(segments);
                addActive(storage, names, all);
                List<JournalSegment> again = closed(storage, names);
                if (again.equals(segments)) {
                    return List.copyOf(all);
                }
                // A segment was closed meanwhile.
                segments = again;
            }
        } catch (IOException e) {
            throw unreadable(names.kind(), names.active(), e);
        }
    }

    /** How the newest segment defines the symbol; null where there is no log. */
    static Instrument instrument(Storage storage, SegmentNames names) {
        List<JournalSegment> segments = segments(storage, names);
        if (segments.isEmpty()) {
            return null;
        }
        JournalSegment newest = segments.get(segments.size() - 1);
        try (StorageFile file = storage.open(newest.file(), OpenMode.READ)) {
            SegmentHeader header = header(names.kind(), file, newest.file());
            header.requirePlace(names.symbol(), newest.firstSequence(), newest.file());
            return header.instrument();
        } catch (IOException e) {
            throw unreadable(names.kind(), newest.file(), e);
        }
    }

    /** Removes the closed segments that hold only sequences up to one; returns how many bytes they had. */
    static long compact(Storage storage, SegmentNames names, long sequence, JournalRetention retention) {
        List<JournalSegment> segments = segments(storage, names);
        long bytes = 0;
        try {
            for (int i = 0; i + 1 < segments.size() && segments.get(i + 1).firstSequence() <= sequence + 1; i++) {
                remove(storage, names.kind(), segments.get(i).file(), retention);
                // Before the next one goes: else a power cut could bring this one back, with a hole behind it.
                storage.syncDirectory(names.directory());
                bytes += segments.get(i).bytes();
            }
            return bytes;
        } catch (IOException e) {
            throw new JournalException(
                    Code.WRITE_FAILED,
                    names.directory(),
                    JournalException.NONE,
                    sequence,
                    "closed segments cannot be removed; check the disk's health and permissions: symbol="
                            + names.symbol(),
                    e);
        }
    }

    static long closedBytes(Storage storage, SegmentNames names) throws IOException {
        long bytes = 0;
        for (long firstSequence : names.closedFirstSequences(storage)) {
            bytes += storage.size(names.closed(firstSequence));
        }
        return bytes;
    }

    private static List<JournalSegment> closed(Storage storage, SegmentNames names) throws IOException {
        List<JournalSegment> segments = new ArrayList<>();
        for (long firstSequence : names.closedFirstSequences(storage)) {
            String file = names.closed(firstSequence);
            segments.add(new JournalSegment(file, firstSequence, storage.size(file), false));
        }
        return segments;
    }

    private static void addActive(Storage storage, SegmentNames names, List<JournalSegment> segments)
            throws IOException {
        String name = names.active();
        try (StorageFile file = storage.open(name, OpenMode.READ)) {
            SegmentHeader header = header(names.kind(), file, name);
            segments.add(new JournalSegment(name, header.firstSequence(), file.size(), true));
        } catch (FileNotFoundException e) {
            // Not begun yet, or renamed at this moment; then the closed ones have changed as well.
            return;
        }
    }

    private static SegmentHeader header(LogKind kind, StorageFile file, String name) {
        return SegmentHeader.decode(
                kind, SegmentHeader.read(file, name, JournalException.NONE), name, JournalException.NONE);
    }

    private static void remove(Storage storage, LogKind kind, String file, JournalRetention retention)
            throws IOException {
        switch (retention) {
            case DELETE -> storage.delete(file);
            case ARCHIVE -> {
                storage.createDirectories(ARCHIVE);
                storage.rename(file, ARCHIVE + file.substring(kind.directory().length()));
                storage.syncDirectory(ARCHIVE);
            }
        }
    }

    static JournalException unreadable(LogKind kind, String file, IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                file,
                JournalException.NONE,
                JournalException.NONE,
                "the " + kind.word() + " cannot be read; check the disk's health and permissions",
                cause);
    }
}
