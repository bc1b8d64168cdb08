package io.everbook.journal;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The frames at the end of a segment that no later frame says were forced. Where the force of an earlier process
 * failed, the system may still show their bytes and never write them: so they are written again, and a force that
 * follows is worth something.
 */
final class Unvouched {

    private static final int CHUNK_BYTES = 64 << 10;

    private Unvouched() {}

    /**
     * Writes them again.
     *
     * @param endOffset where the last whole frame ends
     */
    static void rewrite(StorageFile file, int headerChecksum, long endOffset) throws IOException {
        long start = vouchedEnd(file, headerChecksum, endOffset);
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, endOffset - start));
        for (long next = start; next < endOffset; next += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), endOffset - next));
            file.readFully(chunk, next);
            file.writeFully(chunk.flip(), next);
        }
    }

    /** Cuts a file at its end anew: where the force of a cut failed, only another one is forced for certain. */
    static void cut(StorageFile file, long endOffset) throws IOException {
        file.writeFully(ByteBuffer.allocate(Long.BYTES), endOffset);
        file.truncate(endOffset);
    }

    /** Where the bytes end that the last frame says were forced before it was written. */
    private static long vouchedEnd(StorageFile file, int headerChecksum, long endOffset) throws IOException {
        FrameWindow window = new FrameWindow();
        window.attach(file, headerChecksum);
        long vouchedEnd = SegmentDescriptor.HEADER_SIZE;
        for (long offset = SegmentDescriptor.HEADER_SIZE; offset < endOffset; ) {
            int length = window.probe(offset);
            if (length <= 0) {
                throw new IOException("the journal is not the one that was just read: offset=" + offset);
            }
            vouchedEnd = window.durableBytes();
            offset += length;
        }
        return vouchedEnd;
    }
}
