package io.everbook.journal;

import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalException.Code;
import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment being written. Writes belong to the journaling thread; {@link #force()} may come from another thread, one
 * at a time.
 */
final class ActiveSegment implements Closeable {

    private final StorageFile file;
    private final long firstSequence;
    private final int checksum;
    private final JournalOptions options;
    private final ByteBuffer zeros = PreparedSegment.zeros();
    private long writtenAhead;
    private volatile long position;
    private volatile long forcedBytes;

    private ActiveSegment(StorageFile file, ByteBuffer header, long firstSequence, JournalOptions options) {
        this.file = file;
        this.firstSequence = firstSequence;
        checksum = SegmentHeader.checksum(header);
        this.options = options;
    }

    /** Makes the first segment of a log, or the next after a crash that left none, and gives it the active name. */
    static ActiveSegment begin(Storage storage, SegmentHeader header, JournalOptions options) throws IOException {
        SegmentNames names = header.names();
        String file = names.active();
        if (storage.exists(file)) {
            throw new JournalException(
                    Code.SEQUENCE_HOLE,
                    file,
                    0,
                    header.firstSequence(),
                    "a " + header.kind().word() + " that was taken for missing is there; read it before it is written");
        }
        ActiveSegment segment = create(storage, header, options);
        try {
            storage.rename(names.unfinished(), file);
            storage.syncDirectory(names.directory());
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    /** Goes on in the active segment; a torn tail is set aside first. */
    static ActiveSegment resume(
            Storage storage, LogKind kind, Instrument instrument, JournalTail tail, JournalOptions options)
            throws IOException {
        StorageFile file = storage.open(tail.file(), OpenMode.WRITE);
        try {
            ByteBuffer block = SegmentHeader.read(file, tail.file(), tail.nextSequence());
            SegmentHeader header = SegmentHeader.decode(kind, block, tail.file(), tail.nextSequence());
            header.requireInstrument(instrument, tail.file());
            // The process that closed the segment before this one may have died before its renames were durable.
            storage.syncDirectory(kind.directory());
            if (tail.torn()) {
                TornTail.setAside(storage, file, header, tail.endOffset(), tail.tornBytes());
            }
            return goOn(file, block, header.firstSequence(), tail.endOffset(), options);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Goes on in a segment whose bytes from the end offset on are zeros or missing. Forces what it finds. */
    private static ActiveSegment goOn(
            StorageFile file, ByteBuffer header, long firstSequence, long endOffset, JournalOptions options)
            throws IOException {
        ActiveSegment segment = new ActiveSegment(file, header, firstSequence, options);
        segment.position = endOffset;
        segment.writtenAhead = file.size();
        // The frames may be those of a process that died before it forced them, or whose force failed.
        Unvouched.rewrite(file, segment.checksum, endOffset);
        if (segment.writtenAhead == endOffset) {
            // So may the cut of zeros be that of a process whose force failed.
            Unvouched.cut(file, endOffset);
        }
        segment.force();
        return segment;
    }

    /** Makes a segment under a name that no reader looks at, complete and forced. */
    static ActiveSegment create(Storage storage, SegmentHeader header, JournalOptions options) throws IOException {
        ActiveSegment segment =
                PreparedSegment.open(storage, header.names(), options).begin(header);
        try {
            segment.file.force(true);
            segment.forcedBytes = SegmentDescriptor.HEADER_SIZE;
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    /** Begins a segment in a file that has so many zeros; nothing is forced. */
    static ActiveSegment in(StorageFile file, SegmentHeader header, JournalOptions options, long zeros)
            throws IOException {
        ByteBuffer block = header.encode();
        ActiveSegment segment = new ActiveSegment(file, block, header.firstSequence(), options);
        file.writeFully(block.duplicate(), 0);
        segment.position = SegmentDescriptor.HEADER_SIZE;
        segment.writtenAhead = Math.max(SegmentDescriptor.HEADER_SIZE, zeros);
        return segment;
    }

    long firstSequence() {
        return firstSequence;
    }

    /** Where the next frame goes. */
    long position() {
        return position;
    }

    /** How many bytes are known to be on the device. */
    long forcedBytes() {
        return forcedBytes;
    }

    /** How many bytes of frames are not known to be on the device; for any thread. */
    long unforcedBytes() {
        long forced = forcedBytes;
        return position - forced;
    }

    int seed() {
        return FrameDescriptor.seed(checksum, position);
    }

    boolean hasFrames() {
        return position > SegmentDescriptor.HEADER_SIZE;
    }

    void write(ByteBuffer frame) throws IOException {
        long start = position;
        long end = start + frame.remaining();
        if (end > writtenAhead) {
            grow(end);
        }
        file.writeFully(frame, start);
        writtenAhead = Math.max(writtenAhead, end);
        position = end;
    }

    /** Returns whether there was anything to force. */
    boolean force() throws IOException {
        long end = position;
        if (end == forcedBytes) {
            return false;
        }
        file.force(false);
        forcedBytes = end;
        return true;
    }

    /** Forces the header of a segment that has no frames, in a file whose size is on the device. */
    void forceHeader() throws IOException {
        file.force(writtenAhead == SegmentDescriptor.HEADER_SIZE);
        forcedBytes = SegmentDescriptor.HEADER_SIZE;
    }

    /** Cuts the zeros written ahead and forces the rest: the file now ends with its last frame. */
    void finish() throws IOException {
        file.truncate(position);
        writtenAhead = position;
        file.force(true);
        forcedBytes = position;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void grow(long end) throws IOException {
        long target = PreparedSegment.ahead(end, options);
        if (target > writtenAhead) {
            PreparedSegment.writeZeros(file, zeros, writtenAhead, target);
            writtenAhead = target;
        }
    }
}
