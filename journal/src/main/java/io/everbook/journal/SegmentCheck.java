package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Checks the segments of one journal, each for itself, so that damage in one does not hide the state of the others:
 * header, frames, checksums, sequences, records, and that each segment follows the one before. Changes nothing and may
 * run beside the engine that writes.
 */
public final class SegmentCheck {

    private static final int FRAMES_BETWEEN_REPORTS = 64;

    private final Storage storage;
    private final String symbol;
    private final LongConsumer checkedBytes;
    private final FrameWindow window = new FrameWindow();
    private final Command command = new Command();
    private long commands;
    private long checkpoints;
    private long tornBytes;

    private SegmentCheck(Storage storage, String symbol, LongConsumer checkedBytes) {
        this.storage = storage;
        this.symbol = symbol;
        this.checkedBytes = checkedBytes;
    }

    /**
     * Checks every segment of a symbol.
     *
     * @param storage the data directory
     * @param symbol the symbol
     * @param checkedBytes is told now and then how many bytes of the journal are checked
     * @return a report for each segment, oldest first, the active one last
     * @throws JournalException where the directory cannot be read
     */
    public static List<SegmentReport> run(Storage storage, String symbol, LongConsumer checkedBytes) {
        try {
            return new SegmentCheck(storage, symbol, checkedBytes).run();
        } catch (IOException e) {
            throw new JournalException(
                    Code.UNREADABLE,
                    SegmentNames.DIRECTORY,
                    JournalException.NONE,
                    JournalException.NONE,
                    "the journals cannot be listed; check the disk's health and permissions",
                    e);
        }
    }

    private List<SegmentReport> run() throws IOException {
        List<SegmentReport> reports = new ArrayList<>();
        long done = 0;
        for (long firstSequence : SegmentNames.closedFirstSequences(storage, symbol)) {
            done += add(reports, SegmentNames.closed(symbol, firstSequence), firstSequence, false, done);
        }
        if (storage.exists(SegmentNames.active(symbol))) {
            add(reports, SegmentNames.active(symbol), 0, true, done);
        }
        return reports;
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
        commands = 0;
        checkpoints = 0;
        tornBytes = 0;
        SegmentCursor cursor = null;
        JournalException fault = null;
        try {
            cursor = SegmentCursor.open(storage, name, named == 0 ? JournalException.NONE : named, window);
            cursor.header().requirePlace(symbol, named == 0 ? cursor.header().firstSequence() : named, name);
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
            cursor.read(command);
            commands++;
        }
    }

    private void follow(SegmentReport last, SegmentCursor cursor) {
        SegmentHeader header = cursor.header();
        if (last.fault() == null && header.firstSequence() != last.nextSequence()) {
            throw new JournalException(
                    Code.SEQUENCE_HOLE,
                    cursor.name(),
                    0,
                    last.nextSequence(),
                    "commands are missing, or stand twice, before this segment; put the right segments back:"
                            + " firstSequence=" + header.firstSequence());
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
                commands,
                checkpoints,
                cursor == null ? 0 : cursor.offset(),
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

    private static JournalException unreadable(String name, SegmentCursor cursor, IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                name,
                cursor == null ? 0 : cursor.offset(),
                cursor == null ? JournalException.NONE : cursor.nextSequence(),
                "the journal cannot be read; check the disk's health and the file's permissions",
                cause);
    }

    private static void close(SegmentCursor cursor) {
        if (cursor != null) {
            try {
                cursor.close();
            } catch (IOException e) {
                throw unreadable(cursor.name(), cursor, e);
            }
        }
    }
}
