package io.everbook.journal;

import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.Storage;
import java.io.IOException;

/** One log read through all its segments, from a sequence on, also while it is being written. */
final class LogChain {

    private final SegmentNames names;
    private final long fromSequence;
    private final SegmentLocator locator;
    private SegmentCursor segment;

    LogChain(Storage storage, SegmentNames names, long fromSequence) {
        this.names = names;
        this.fromSequence = fromSequence;
        locator = new SegmentLocator(storage, names, new FrameWindow());
    }

    /** Opens the segment where reading starts, if it is there. */
    void open() {
        try {
            enter(locator.first(fromSequence));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The segment being read; null while there is none. */
    SegmentCursor segment() {
        return segment;
    }

    /** Goes to the next frame of the segment; whether there is a whole one now. */
    boolean nextFrame(long wanted) throws IOException {
        return segment != null && segment.nextFrame(wanted);
    }

    /** Goes to the next segment, or finds that the last was closed and needs another look; whether there is more. */
    boolean moveOn() throws IOException {
        if (segment == null) {
            enter(locator.first(fromSequence));
            return segment != null;
        }
        if (segment.active()) {
            // Frames may have been written between the last look and the rename: look once more before moving on.
            return locator.closedSince(segment);
        }
        segment.requireEnd();
        SegmentCursor next = locator.after(segment);
        if (next == null) {
            return false;
        }
        segment.close();
        enter(next);
        return true;
    }

    long nextSequence() {
        return segment == null ? fromSequence : segment.nextSequence();
    }

    String file() {
        return segment == null ? null : segment.name();
    }

    long offset() {
        return segment == null ? 0 : segment.offset();
    }

    void close() {
        if (segment != null) {
            try {
                segment.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    JournalException unreadable(IOException cause) {
        return new JournalException(
                Code.UNREADABLE,
                segment == null ? names.active() : segment.name(),
                offset(),
                nextSequence(),
                "the " + names.kind().word() + " cannot be read; check the disk's health and the file's permissions",
                cause);
    }

    private void enter(SegmentCursor next) {
        segment = next;
        if (next != null) {
            next.attach();
        }
    }
}
