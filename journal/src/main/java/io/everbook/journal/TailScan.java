package io.everbook.journal;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks at what follows the last whole frame of the active segment, to tell an unfinished last write from damage: bytes
 * that a later whole frame says were forced cannot be an unfinished write.
 */
final class TailScan {

    private static final int CHUNK_BYTES = 64 << 10;

    private final StorageFile file;
    private final FrameWindow window;
    private final long offset;
    private final long nextSequence;
    private final ByteBuffer chunk;

    TailScan(StorageFile file, FrameWindow window, long offset, long nextSequence) throws IOException {
        this.file = file;
        this.window = window;
        this.offset = offset;
        this.nextSequence = nextSequence;
        int length = (int) Math.max(0, Math.min(CHUNK_BYTES, file.size() - offset));
        chunk = ByteBuffer.allocate(length + FrameDescriptor.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How many bytes there are up to the last that is not zero. */
    long tornBytes() throws IOException {
        long end = offset;
        for (long next = offset; load(next, CHUNK_BYTES); next += chunk.limit()) {
            for (int i = chunk.limit() - 1; i >= 0; i--) {
                if (chunk.get(i) != 0) {
                    end = next + i + 1;
                    break;
                }
            }
        }
        return end - offset;
    }

    /** Whether a whole frame behind the offset says that bytes behind the offset were forced. */
    boolean vouchedFor() throws IOException {
        for (long next = offset; load(next, chunk.capacity()); next += CHUNK_BYTES) {
            int starts = Math.min(CHUNK_BYTES, chunk.limit() - FrameDescriptor.HEADER_SIZE + 1);
            for (int i = 0; i < starts; i += FrameDescriptor.ALIGNMENT) {
                if (mayVouch(i, next + i) && window.probe(next + i) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayVouch(int index, long at) {
        int length = chunk.getInt(index + FrameDescriptor.LENGTH_OFFSET);
        if (!FrameDescriptor.plausible(length)) {
            return false;
        }
        long durableBytes = chunk.getLong(index + FrameDescriptor.DURABLE_BYTES_OFFSET);
        long firstSequence = chunk.getLong(index + FrameDescriptor.FIRST_SEQUENCE_OFFSET);
        return durableBytes > offset && durableBytes <= at && firstSequence >= nextSequence;
    }

    private boolean load(long position, int limit) throws IOException {
        chunk.clear().limit(Math.min(limit, chunk.capacity()));
        file.readAvailable(chunk, position);
        chunk.flip();
        return chunk.hasRemaining();
    }
}
