package io.everbook.journal;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds a frame of commands inside of a segment by halving, without reading those before it: it looks at the middle for
 * the next frame that is whole, which tells its first command, and goes on in one of the halves. It needs no index, and
 * damage elsewhere in the segment does not keep it from what is behind.
 */
final class FrameSearch {

    /** Where to stop halving: what is left is read frame by frame. */
    private static final int NEAR_BYTES = 64 << 10;

    private static final int CHUNK_BYTES = 16 << 10;

    private final StorageFile file;
    private final FrameWindow window;
    private final long firstSequence;
    private final ByteBuffer chunk =
            ByteBuffer.allocate(CHUNK_BYTES + FrameDescriptor.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private long foundSequence;
    private long foundDurableBytes;

    FrameSearch(StorageFile file, FrameWindow window, long firstSequence) {
        this.file = file;
        this.window = window;
        this.firstSequence = firstSequence;
        foundSequence = firstSequence;
    }

    /** Tells whether the frame in the window lies behind what is looked for; asked of frames of commands. */
    @FunctionalInterface
    interface Key {

        /** The end of the segment: no frame lies behind it. */
        Key END = window -> false;

        boolean isBehind(FrameWindow window);

        static Key command(long sequence) {
            return window -> window.firstSequence() > sequence;
        }

        static Key time(long epochNanos) {
            return window -> window.firstTimestampNanos() > epochNanos;
        }
    }

    /** Where a frame starts that does not lie behind the key, near the last such; the first where there is none. */
    long find(Key key) throws IOException {
        long low = SegmentDescriptor.HEADER_SIZE;
        long high = file.size();
        while (high - low > NEAR_BYTES) {
            long middle = low + (high - low) / 2 & -FrameDescriptor.ALIGNMENT;
            long frame = nextFrame(middle, Math.min(high, middle + FrameDescriptor.MAX_LENGTH));
            if (frame < 0 || key.isBehind(window)) {
                high = middle;
            } else {
                low = frame;
                foundSequence = window.firstSequence();
                foundDurableBytes = window.durableBytes();
            }
        }
        return low;
    }

    /** Where the first frame of commands starts from an offset on; the first of the segment where there is none. */
    long findFrom(long offset) throws IOException {
        long start = Math.max(SegmentDescriptor.HEADER_SIZE, offset & -FrameDescriptor.ALIGNMENT);
        long frame = nextFrame(start, file.size());
        foundSequence = frame < 0 ? firstSequence : window.firstSequence();
        return frame < 0 ? SegmentDescriptor.HEADER_SIZE : frame;
    }

    /** The first command of the frame that was found. */
    long foundSequence() {
        return foundSequence;
    }

    /** Up to where the segment was forced when the frame that was found was written. */
    long foundDurableBytes() {
        return foundDurableBytes;
    }

    /** Where the first whole frame of commands starts in a range, which the window then shows; -1 for none. */
    private long nextFrame(long from, long to) throws IOException {
        for (long next = from; next < to; next += CHUNK_BYTES) {
            chunk.clear();
            file.readAvailable(chunk, next);
            chunk.flip();
            long starts = Math.min(Math.min(CHUNK_BYTES, to - next), chunk.limit() - FrameDescriptor.HEADER_SIZE + 1L);
            for (int i = 0; i < starts; i += FrameDescriptor.ALIGNMENT) {
                if (mayBeFrame(i) && window.probe(next + i) > 0) {
                    return next + i;
                }
            }
        }
        return -1;
    }

    private boolean mayBeFrame(int index) {
        return FrameDescriptor.plausible(chunk.getInt(index + FrameDescriptor.LENGTH_OFFSET))
                && chunk.get(index + FrameDescriptor.KIND_OFFSET) == FrameDescriptor.COMMANDS
                && chunk.get(index + FrameDescriptor.VERSION_OFFSET) == FrameDescriptor.VERSION
                && chunk.getInt(index + FrameDescriptor.COUNT_OFFSET) > 0
                && chunk.getLong(index + FrameDescriptor.FIRST_SEQUENCE_OFFSET) >= firstSequence;
    }
}
