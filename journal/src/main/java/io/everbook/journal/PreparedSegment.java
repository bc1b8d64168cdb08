package io.everbook.journal;

import io.everbook.journal.storage.OpenMode;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * The file of a segment to come, under a name that no reader looks at: zeros, on the device with all that a file system
 * keeps about them. Where the segment begins is not known yet, so that it has no header.
 */
final class PreparedSegment implements Closeable {

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 << 10);
    /** No file is made with more zeros, however large its segment may become. */
    private static final long MOST_ZEROS = 128L << 20;

    private final Storage storage;
    private final String name;
    private final StorageFile file;
    private final JournalOptions options;
    private long bytes;

    private PreparedSegment(Storage storage, String name, StorageFile file, JournalOptions options, long bytes) {
        this.storage = storage;
        this.name = name;
        this.file = file;
        this.options = options;
        this.bytes = bytes;
    }

    /** Makes the file, in place of one that an earlier process left, and forces it. */
    static PreparedSegment make(Storage storage, SegmentNames names, JournalOptions options) throws IOException {
        return makeWhole(storage, names, options, () -> true);
    }

    /**
     * The same with all the zeros of its segment, so that whoever writes frames there writes none.
     *
     * @param awaited whether somebody waits for the file, who takes it with the zeros that it has by then
     */
    static PreparedSegment makeWhole(
            Storage storage, SegmentNames names, JournalOptions options, BooleanSupplier awaited) throws IOException {
        PreparedSegment prepared = open(storage, names, options);
        try {
            prepared.fill(Math.min(options.segmentBytes(), MOST_ZEROS), awaited);
            prepared.file.force(true);
            return prepared;
        } catch (IOException | RuntimeException e) {
            prepared.file.close();
            throw e;
        }
    }

    private void fill(long whole, BooleanSupplier awaited) throws IOException {
        ByteBuffer zeros = zeros();
        // No zeros to begin with: the log does without any.
        while (bytes > 0 && bytes < whole && !awaited.getAsBoolean()) {
            long next = Math.min(bytes + zeros.capacity(), whole);
            writeZeros(file, zeros, bytes, next);
            bytes = next;
        }
    }

    /** Makes the file without forcing it. */
    static PreparedSegment open(Storage storage, SegmentNames names, JournalOptions options) throws IOException {
        String name = names.unfinished();
        storage.delete(name);
        StorageFile file = storage.open(name, OpenMode.CREATE);
        try {
            long bytes = ahead(SegmentDescriptor.HEADER_SIZE, options);
            writeZeros(file, zeros(), 0, bytes);
            return new PreparedSegment(storage, name, file, options, bytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Writes the header, and forces nothing. The file is the segment's from now on. */
    ActiveSegment begin(SegmentHeader header) throws IOException {
        try {
            return ActiveSegment.in(file, header, options, bytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Lets go of the file, which stays where it is and is no part of the log. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Gives it up; a file that cannot be deleted is replaced by the next one that is made. */
    void discard() throws IOException {
        file.close();
        storage.delete(name);
    }

    /** Up to where zeros are written where frames end at an offset: a multiple of the step, but not past the limit. */
    static long ahead(long end, JournalOptions options) {
        long grow = options.growBytes();
        return grow == 0 ? 0 : Math.min((end / grow + 1) * grow, Math.max(options.segmentBytes(), end));
    }

    static ByteBuffer zeros() {
        return ZEROS.duplicate();
    }

    static void writeZeros(StorageFile file, ByteBuffer zeros, long from, long to) throws IOException {
        long next = from;
        while (next < to) {
            int length = (int) Math.min(zeros.capacity(), to - next);
            file.writeFully(zeros.clear().limit(length), next);
            next += length;
        }
    }
}
