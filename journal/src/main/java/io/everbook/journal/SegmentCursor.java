package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open segment, read frame by frame and record by record. */
final class SegmentCursor implements AutoCloseable {

    private final StorageFile file;
    private final SegmentHeader header;
    private final int headerChecksum;
    private final FrameWindow window;
    private String name;
    private boolean active;
    private long offset = SegmentDescriptor.HEADER_SIZE;
    private long frameOffset = SegmentDescriptor.HEADER_SIZE;
    private long nextSequence;
    private int nextIndex;
    private long frameEndSequence;
    private int frameEndIndex;
    private int recordsLeft;

    private SegmentCursor(StorageFile file, SegmentHeader header, String name, ByteBuffer block, FrameWindow window) {
        this.file = file;
        this.header = header;
        this.name = name;
        headerChecksum = SegmentHeader.checksum(block);
        this.window = window;
        nextSequence = header.firstSequence();
    }

    /**
     * Opens a segment and checks its header.
     *
     * @param sequence the command expected there, for messages
     * @throws FileNotFoundException where there is no such file
     */
    static SegmentCursor open(Storage storage, LogKind kind, String name, long sequence, FrameWindow window)
            throws IOException {
        StorageFile file = storage.open(name, OpenMode.READ);
        try {
            ByteBuffer block = SegmentHeader.read(file, name, sequence);
            SegmentHeader header = SegmentHeader.decode(kind, block, name, sequence);
            return new SegmentCursor(file, header, name, block, window);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Takes this for the segment that is being written. */
    SegmentCursor asActive() {
        active = true;
        return this;
    }

    /** Turns the window to this segment; called before any frame is read. */
    void attach() {
        window.attach(file, headerChecksum);
    }

    /** Takes note that the segment was closed and renamed. */
    void closedAs(String newName) {
        active = false;
        name = newName;
    }

    boolean active() {
        return active;
    }

    String name() {
        return name;
    }

    SegmentHeader header() {
        return header;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Which event of the next command comes next, from 0; always 0 in a journal. */
    int nextIndex() {
        return nextIndex;
    }

    /** Where the frame starts whose records are being read, or else the next one. */
    long offset() {
        return recordsLeft > 0 ? frameOffset : offset;
    }

    /** Where the frame starts that was entered last; the end of the header before the first. */
    long frameOffset() {
        return frameOffset;
    }

    int recordsLeft() {
        return recordsLeft;
    }

    /**
     * Goes to the next frame.
     *
     * @param fromSequence the first command wanted; a frame before it is checked and passed over
     * @return whether there is a whole one now
     */
    boolean nextFrame(long fromSequence) throws IOException {
        int length = window.probe(offset);
        if (length <= 0) {
            return false;
        }
        checkFrame();
        frameOffset = offset;
        offset += length;
        frameEndSequence = nextSequence + window.completed();
        frameEndIndex = window.endIndex();
        recordsLeft = window.count();
        if (frameEndSequence < fromSequence || frameEndSequence == fromSequence && frameEndIndex == 0) {
            skip();
        }
        window.enter();
        return true;
    }

    /** Moves, from the start, to a frame that lies near what is looked for and not behind it. */
    void seek(FrameSearch.Key key) throws IOException {
        FrameSearch search = new FrameSearch(file, window, header.firstSequence());
        moveTo(search.find(key), search);
    }

    /**
     * Moves, from the start, to a frame near the end behind which nothing was lost: all before what had been forced
     * when the last frame was written must be whole, while later frames may have been written around a torn one.
     */
    void seekEnd() throws IOException {
        FrameSearch search = new FrameSearch(file, window, header.firstSequence());
        long last = search.find(FrameSearch.Key.END);
        if (active && search.foundDurableBytes() < last) {
            last = search.findFrom(search.foundDurableBytes() - FrameDescriptor.MAX_LENGTH);
        }
        moveTo(last, search);
    }

    private void moveTo(long start, FrameSearch search) {
        offset = start;
        frameOffset = start;
        nextSequence = search.foundSequence();
    }

    boolean atCheckpoint() {
        return window.kind() == FrameDescriptor.CHECKPOINT;
    }

    Checkpoint readCheckpoint() {
        try {
            return window.readCheckpoint();
        } catch (RuntimeException e) {
            throw fault(Code.UNREADABLE, frameOffset, "the checkpoint makes no sense; report this journal", e);
        }
    }

    /** Reads the next record of the frame, a command. */
    void read(Command target) {
        requireKnownRecord();
        try {
            window.read(target);
        } catch (RuntimeException e) {
            throw senseless(e);
        }
        target.sequence(nextSequence);
        target.journaled(true);
        nextSequence++;
        finishRecord();
    }

    /** Reads the next record of the frame, an event. */
    void read(ExecutionEvent target) {
        requireKnownRecord();
        try {
            window.read(target);
        } catch (RuntimeException e) {
            throw senseless(e);
        }
        target.sequence(nextSequence).indexInCommand(nextIndex);
        if (target.lastOfCommand()) {
            nextSequence++;
            nextIndex = 0;
        } else {
            nextIndex++;
        }
        finishRecord();
    }

    /** Reads the next record of the frame, a number of bytes. */
    byte[] readRecord() {
        byte[] record;
        try {
            record = window.readRecord();
        } catch (RuntimeException e) {
            throw senseless(e);
        }
        nextSequence++;
        finishRecord();
        return record;
    }

    private void requireKnownRecord() {
        int version = window.recordVersion();
        if (version > CommandDescriptor.VERSION) {
            throw newer(frameOffset, "record", version);
        }
    }

    private void finishRecord() {
        recordsLeft--;
        if (recordsLeft > 0) {
            return;
        }
        if (window.remaining() >= FrameDescriptor.ALIGNMENT) {
            throw fault(Code.UNREADABLE, frameOffset, "the frame has more bytes than its records", null);
        }
        if (nextSequence != frameEndSequence || nextIndex != frameEndIndex) {
            throw fault(Code.UNREADABLE, frameOffset, "the frame ends elsewhere than it says; report this file", null);
        }
    }

    /** Passes over the records of the frame, if it has any. */
    void skip() {
        if (recordsLeft > 0) {
            nextSequence = frameEndSequence;
            nextIndex = frameEndIndex;
            recordsLeft = 0;
        }
    }

    /** Refuses a closed segment that does not end with its last whole frame. */
    void requireEnd() throws IOException {
        if (file.size() != offset || nextIndex != 0) {
            throw damage(window.probe(offset));
        }
    }

    /** How many bytes there are from an offset up to the last that is not zero. */
    long bytesFrom(long start) throws IOException {
        return new TailScan(file, window, start, nextSequence).tornBytes();
    }

    /**
     * How many bytes of an unfinished last write follow the last whole frame.
     *
     * @throws JournalException where a later frame vouches for them
     */
    long tornBytes() throws IOException {
        int found = window.probe(offset);
        TailScan scan = new TailScan(file, window, offset, nextSequence);
        long torn = scan.tornBytes();
        if (torn > 0 && scan.vouchedFor()) {
            throw damage(found);
        }
        return torn;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void checkFrame() {
        int version = window.version();
        if (version > FrameDescriptor.VERSION) {
            throw newer(offset, "frame", version);
        }
        if (!header.kind().holds(window.kind())) {
            throw newer(offset, "frame kind", window.kind());
        }
        if (window.firstSequence() != nextSequence || window.firstIndex() != nextIndex) {
            throw fault(
                    Code.SEQUENCE_HOLE,
                    offset,
                    "the frame starts at another " + header.kind().numbered()
                            + " than expected; restore this file from a backup: firstSequence="
                            + window.firstSequence(),
                    null);
        }
        boolean empty = window.kind() == FrameDescriptor.CHECKPOINT;
        if (empty ? window.count() != 0 : window.count() < 1) {
            throw fault(Code.UNREADABLE, offset, "the frame has no such count: count=" + window.count(), null);
        }
    }

    private JournalException senseless(RuntimeException cause) {
        return fault(Code.UNREADABLE, frameOffset, "the record makes no sense; report this file", cause);
    }

    private JournalException damage(int found) {
        String cure = header.kind().cure();
        return found == FrameWindow.CUT
                ? fault(Code.TORN_FRAME, offset, "a frame is cut short that was whole" + cure, null)
                : fault(Code.CHECKSUM_MISMATCH, offset, "a frame's bytes are not those that were written" + cure, null);
    }

    private JournalException newer(long at, String what, int version) {
        return fault(
                Code.NEWER_VERSION,
                at,
                "a " + what + " has version " + version + ", which this Everbook does not know; use a newer Everbook",
                null);
    }

    private JournalException fault(Code code, long at, String detail, Throwable cause) {
        return new JournalException(code, name, at, nextSequence, detail, cause);
    }
}
