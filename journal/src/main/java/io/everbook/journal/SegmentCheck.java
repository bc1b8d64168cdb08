package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Checks the segments of one journal or executions log, each for itself, so that damage in one does not hide the state
 * of the others: header, frames, checksums, sequences, records, and that each segment follows the one before. Changes
 * nothing and may run beside the engine that writes.
 */
public final class SegmentCheck {

    private static final int FRAMES_BETWEEN_REPORTS = 64;

    private final Storage storage;
    private final SegmentNames names;
    private final LongConsumer checkedBytes;
    private final FrameWindow window = new FrameWindow();
    private final Command command = new Command();
    private final ExecutionEvent event = new ExecutionEvent();
    private long records;
    private long checkpoints;
    private long tornBytes;
    private long wholeEnd;

    private SegmentCheck(Storage storage, SegmentNames names, LongConsumer checkedBytes) {
        this.storage = storage;
        this.names = names;
        this.checkedBytes = checkedBytes;
    }

    /**
     * Checks every segment of a symbol's journal.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param checkedBytes is told now and then how many bytes of the journal are checked
     * @return a report for each segment, oldest first, the active one last
     * @throws JournalException where the directory cannot be read
     */
    public static List<SegmentReport> run(Storage storage, String symbol, LongConsumer checkedBytes) {
        return run(storage, SegmentNames.journal(symbol), checkedBytes);
    }

    /**
     * Checks every segment of a symbol's executions log. Commands may be missing between two segments, which is no
     * fault of either.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param checkedBytes is told now and then how many bytes of the log are checked
     * @return a report for each segment, oldest first, the active one last
     * @throws JournalException where the directory cannot be read
     */
    public static List<SegmentReport> executions(Storage storage, String symbol, LongConsumer checkedBytes) {
        return run(storage, SegmentNames.executions(symbol), checkedBytes);
    }

    private static List<SegmentReport> run(Storage storage, SegmentNames names, LongConsumer checkedBytes) {
        try {
            return new SegmentCheck(storage, names, checkedBytes).run();
        } catch (IOException e) {
            throw new JournalException(
                    Code.UNREADABLE,
                    names.directory(),
                    JournalException.NONE,
                    JournalException.NONE,
                    "the segments cannot be listed; check the disk's health and permissions",
                    e);
        }
    }

    private List<SegmentReport> run() throws IOException {
        List<SegmentReport> reports = new ArrayList<>();
        List<Long> closed = names.closedFirstSequences(storage);
        long checked = -1;
        long done = 0;
        while (true) {
            for (long firstSequence : closed) {
                done += add(reports, names.closed(firstSequence), firstSequence, false, done);
                checked = firstSequence;
            }
            List<SegmentReport> active = new ArrayList<>(reports);
            if (storage.exists(names.active())) {
                add(active, names.active(), 0, true, done);
            }
            // Those that were closed meanwhile lie between the ones checked and the one that is active now.
            long last = checked;
            closed = names.closedFirstSequences(storage).stream()
                    .filter(firstSequence -> firstSequence > last)
                    .toList();
            if (closed.isEmpty()) {
                return active;
            }
        }
    }

    private long add(List<SegmentReport> reports, String name, long named, boolean active, long done)
            throws IOException {
        try {
            long bytes = storage.size(name);
            SegmentReport last = reports.isEmpty() ? null : reports.get(reports.size() - 1);
            reports.add(check(name, named, active, last, done));
            return bytes;
        } catch (FileNotFoundException e) {
            // Compaction removed it, or it was closed, while the journal was being checked.
            return 0;
        }
    }

    private SegmentReport check(String name, long named, boolean active, SegmentReport last, long done)
            throws FileNotFoundException {
        records = 0;
        checkpoints = 0;
        tornBytes = 0;
        wholeEnd = SegmentDescriptor.HEADER_SIZE;
        SegmentCursor cursor = null;
        JournalException fault = null;
        try {
            cursor =
                    SegmentCursor.open(storage, names.kind(), name, named == 0 ? JournalException.NONE : named, window);
            cursor.header()
                    .requirePlace(names.symbol(), named == 0 ? cursor.header().firstSequence() : named, name);
            fault = read(active ? cursor.asActive() : cursor, done);
            if (fault == null && last != null) {
                follow(last, cursor);
            }
        } catch (JournalException e) {
            fault = e;
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            fault = unreadable(name, cursor, e);
        }
        SegmentReport report = report(name, active, named, cursor, fault);
        close(cursor);
        return report;
    }

    /** Returns what is wrong, with the cursor still standing before it. */
    private JournalException read(SegmentCursor cursor, long done) throws IOException {
        cursor.attach();
        int frames = 0;
        while (true) {
            try {
                while (cursor.nextFrame(0)) {
                    records(cursor);
                    if (++frames % FRAMES_BETWEEN_REPORTS == 0) {
                        checkedBytes.accept(done + cursor.offset());
                    }
                }
                if (!cursor.active()) {
                    cursor.requireEnd();
                    return null;
                }
                tornBytes = cursor.tornBytes();
                if (cursor.nextIndex() > 0) {
                    // The last command lacks events, so none of it counts.
                    tornBytes = cursor.bytesFrom(wholeEnd);
                }
                if (tornBytes == 0) {
                    return null;
                }
            } catch (JournalException e) {
                if (!cursor.active() || e.code() == Code.UNREADABLE || !advanced(cursor)) {
                    return e;
                }
                continue;
            }
            if (!advanced(cursor)) {
                return null;
            }
        }
    }

    /** Whether a frame that was half there a moment ago is whole now: an engine is writing it. */
    private boolean advanced(SegmentCursor cursor) throws IOException {
        if (!cursor.nextFrame(0)) {
            return false;
        }
        records(cursor);
        tornBytes = 0;
        return true;
    }

    private void records(SegmentCursor cursor) {
        if (cursor.atCheckpoint()) {
            cursor.readCheckpoint();
            checkpoints++;
        }
        while (cursor.recordsLeft() > 0) {
            if (names.kind() == LogKind.EXECUTIONS) {
                cursor.read(event);
            } else {
                cursor.read(command);
            }
            records++;
        }
        wholeEnd = cursor.nextIndex() == 0 ? cursor.offset() : wholeEnd;
    }

    private void follow(SegmentReport last, SegmentCursor cursor) {
        SegmentHeader header = cursor.header();
        if (last.fault() == null && !names.kind().follows(header.firstSequence(), last.nextSequence())) {
            String detail = names.kind() == LogKind.JOURNAL
                    ? "commands are missing, or stand twice, before this segment; put the right segments back"
                    : "the segment starts before the one before it ends"
                            + names.kind().cure();
            throw new JournalException(
                    Code.SEQUENCE_HOLE,
                    cursor.name(),
                    0,
                    last.nextSequence(),
                    detail + ": firstSequence=" + header.firstSequence());
        }
        Instrument before = last.instrument();
        if (before != null) {
            header.requireInstrument(before, cursor.name());
        }
    }

    private SegmentReport report(
            String name, boolean active, long named, SegmentCursor cursor, JournalException fault) {
        SegmentHeader header = cursor == null ? null : cursor.header();
        return new SegmentReport(
                name,
                active,
                header == null ? null : header.instrument(),
                header == null ? named : header.firstSequence(),
                cursor == null ? named : cursor.nextSequence(),
                bytes(name),
                records,
                checkpoints,
                cursor == null ? 0 : cursor.nextIndex() > 0 ? wholeEnd : cursor.offset(),
                tornBytes,
                fault);
    }

    private long bytes(String name) {
        try {
            return storage.size(name);
        } catch (IOException e) {
            return 0;
        }
    }

    private JournalException unreadable(String name, SegmentCursor cursor, IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                name,
                cursor == null ? 0 : cursor.offset(),
                cursor == null ? JournalException.NONE : cursor.nextSequence(),
                "the " + names.kind().word() + " cannot be read; check the disk's health and the file's permissions",
                cause);
    }

    private void close(SegmentCursor cursor) {
        if (cursor != null) {
            try {
                cursor.close();
            } catch (IOException e) {
                throw unreadable(cursor.name(), cursor, e);
            }
        }
    }
}
