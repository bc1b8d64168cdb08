package io.everbook.journal;

import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** Finds the segments of a symbol while they may be closed and renamed by a writer, and opens them. */
final class SegmentLocator {

    private final Storage storage;
    private final SegmentNames names;
    private final FrameWindow window;

    SegmentLocator(Storage storage, SegmentNames names, FrameWindow window) {
        this.storage = storage;
        this.names = names;
        this.window = window;
    }

    /**
     * Opens the newest segment that starts at or before a command; in a log that may have holes, the oldest one where
     * none does.
     *
     * @return the segment; null where there is no log, and the first command is wanted or holes are possible
     */
    SegmentCursor first(long fromSequence) throws IOException {
        List<Long> closed = closed();
        while (true) {
            SegmentCursor active = openActive(fromSequence);
            if (active != null && active.header().firstSequence() <= fromSequence) {
                return placed(active, active.header().firstSequence());
            }
            if (active != null) {
                active.close();
            }
            long start = floor(closed, fromSequence);
            if (start > 0) {
                return openClosed(start, start);
            }
            SegmentCursor oldest = mayHaveHoles() ? oldest(closed, fromSequence) : null;
            List<Long> again = closed();
            if (again.equals(closed)) {
                return mayHaveHoles() ? oldest : none(fromSequence, closed, active);
            }
            if (oldest != null) {
                oldest.close();
            }
            // A segment was closed meanwhile, and may be the one that is wanted.
            closed = again;
        }
    }

    /**
     * Opens the segment that follows another.
     *
     * @return the segment; null where there is none yet
     */
    SegmentCursor after(SegmentCursor last) throws IOException {
        List<Long> closed = closed();
        while (true) {
            SegmentCursor cursor = after(last, closed);
            List<Long> again = closed();
            if (again.equals(closed)) {
                return cursor == null ? null : sameInstrument(following(cursor, last.nextSequence()), last);
            }
            if (cursor != null) {
                cursor.close();
            }
            closed = again;
        }
    }

    /** Whether a segment that was active has been closed since; if so, it takes note of it. */
    boolean closedSince(SegmentCursor cursor) throws IOException {
        String name = names.closed(cursor.header().firstSequence());
        if (!storage.exists(name)) {
            return false;
        }
        cursor.closedAs(name);
        return true;
    }

    private boolean mayHaveHoles() {
        return names.kind() == LogKind.EXECUTIONS;
    }

    private SegmentCursor oldest(List<Long> closed, long fromSequence) throws IOException {
        if (!closed.isEmpty()) {
            return openClosed(closed.get(0), closed.get(0));
        }
        SegmentCursor active = openActive(fromSequence);
        return active == null ? null : placed(active, active.header().firstSequence());
    }

    private static long floor(List<Long> closed, long fromSequence) {
        long start = 0;
        for (long firstSequence : closed) {
            start = firstSequence <= fromSequence ? firstSequence : start;
        }
        return start;
    }

    private SegmentCursor none(long fromSequence, List<Long> closed, SegmentCursor active) {
        if (!closed.isEmpty()) {
            throw hole(names.closed(closed.get(0)), fromSequence, closed.get(0));
        }
        if (active != null) {
            throw hole(names.active(), fromSequence, active.header().firstSequence());
        }
        if (fromSequence > 1) {
            throw hole(names.active(), fromSequence, JournalException.NONE);
        }
        return null;
    }

    private SegmentCursor after(SegmentCursor last, List<Long> closed) throws IOException {
        for (long firstSequence : closed) {
            if (firstSequence > last.header().firstSequence()) {
                return openClosed(firstSequence, last.nextSequence());
            }
        }
        return openActive(last.nextSequence());
    }

    private SegmentCursor openActive(long sequence) throws IOException {
        try {
            return open(names.active(), sequence).asActive();
        } catch (FileNotFoundException e) {
            // Not begun yet, or renamed at this moment.
            return null;
        }
    }

    private SegmentCursor openClosed(long firstSequence, long expected) throws IOException {
        String name = names.closed(firstSequence);
        if (!names.kind().follows(firstSequence, expected)) {
            throw hole(name, expected, firstSequence);
        }
        return placed(open(name, expected), firstSequence);
    }

    private SegmentCursor open(String name, long sequence) throws IOException {
        return SegmentCursor.open(storage, names.kind(), name, sequence, window);
    }

    private SegmentCursor following(SegmentCursor cursor, long expected) throws IOException {
        long firstSequence = cursor.header().firstSequence();
        return placed(cursor, names.kind().follows(firstSequence, expected) ? firstSequence : expected);
    }

    private SegmentCursor placed(SegmentCursor cursor, long sequence) throws IOException {
        try {
            cursor.header().requirePlace(names.symbol(), sequence, cursor.name());
            return cursor;
        } catch (JournalException e) {
            cursor.close();
            throw e;
        }
    }

    private static SegmentCursor sameInstrument(SegmentCursor cursor, SegmentCursor last) throws IOException {
        try {
            cursor.header().requireInstrument(last.header().instrument(), cursor.name());
            return cursor;
        } catch (JournalException e) {
            cursor.close();
            throw e;
        }
    }

    private List<Long> closed() throws IOException {
        return names.closedFirstSequences(storage);
    }

    private JournalException hole(String file, long expected, long found) {
        String records = names.kind().numbered() + 's';
        String detail = found == JournalException.NONE
                ? records + " are missing: there is no " + names.kind().word() + "; put its segments back"
                : records + " are missing, or stand twice, before this segment; put the right segments back:"
                        + " firstSequence=" + found;
        return new JournalException(Code.SEQUENCE_HOLE, file, 0, expected, detail);
    }
}
