package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How much of the segment being written is written: the frames that are whole, of a journal, an executions log or an
 * audit journal. What a copy takes of a file that grows while it is copied.
 *
 * @param closedName the name, relative to the data directory, that the segment has once it is closed
 * @param firstSequence the sequence of its first record, from 1
 * @param nextSequence the sequence after its last whole record
 * @param wholeBytes where its last whole frame ends, in bytes
 */
public record SegmentExtent(String closedName, long firstSequence, long nextSequence, long wholeBytes) {

    private static final int ATTEMPTS = 1_000;

    /**
     * Tells whether a file is named as a closed segment, which never changes again.
     *
     * @param file the last part of its name
     * @return whether it is
     */
    public static boolean isClosed(String file) {
        return SegmentNames.closedFirstSequence(file) > 0;
    }

    /**
     * Reads the header of a segment.
     *
     * @param storage where the file is
     * @param file its name
     * @return its extent before any frame is read; null where the file is no segment
     * @throws JournalException where it is one and its header is damaged, or it cannot be read
     */
    public static SegmentExtent header(Storage storage, String file) {
        LogKind kind = kind(storage, file);
        if (kind == null) {
            return null;
        }
        try (SegmentCursor cursor = SegmentCursor.open(storage, kind, file, JournalException.NONE, new FrameWindow())) {
            return extent(cursor);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a segment to the end of its last whole frame, also while it is being written.
     *
     * @param storage where the file is
     * @param file its name; a segment
     * @return its extent
     * @throws JournalException where bytes are damaged that were whole, or the file cannot be read
     */
    public static SegmentExtent of(Storage storage, String file) {
        LogKind kind = kind(storage, file);
        if (kind == null) {
            throw new IllegalArgumentException("not a segment: file=" + file);
        }
        try (SegmentCursor cursor = SegmentCursor.open(storage, kind, file, JournalException.NONE, new FrameWindow())) {
            cursor.asActive().attach();
            for (int attempt = 1; !readThrough(cursor, attempt == ATTEMPTS); attempt++) {
                Thread.onSpinWait();
            }
            return extent(cursor);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whether the end was reached; not where more was written meanwhile, which can look like damage for a moment. */
    private static boolean readThrough(SegmentCursor cursor, boolean last) throws IOException {
        while (cursor.nextFrame(Long.MAX_VALUE)) {
            continue;
        }
        try {
            cursor.tornBytes();
            return true;
        } catch (JournalException damage) {
            if (last) {
                throw damage;
            }
            return false;
        }
    }

    private static SegmentExtent extent(SegmentCursor cursor) {
        long first = cursor.header().firstSequence();
        return new SegmentExtent(cursor.header().names().closed(first), first, cursor.nextSequence(), cursor.offset());
    }

    private static LogKind kind(Storage storage, String file) {
        ByteBuffer magic = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (StorageFile opened = storage.open(file, OpenMode.READ)) {
            if (opened.readAvailable(magic, SegmentDescriptor.MAGIC_OFFSET) < Long.BYTES) {
                return null;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        for (LogKind kind : LogKind.values()) {
            if (kind.magic() == magic.getLong(0)) {
                return kind;
            }
        }
        return null;
    }

    private static JournalException unreadable(String file, IOException cause) {
        return new JournalException(
                JournalException.Code.UNREADABLE,
                file,
                JournalException.NONE,
                JournalException.NONE,
                "the segment cannot be read; check the disk's health and the file's permissions",
                cause);
    }
}
