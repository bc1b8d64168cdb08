package io.everbook.replay.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/** Walks over the frames of a segment as docs/journal-format.md describes them, without the code under test. */
final class FrameWalk {

    private static final int HEADER_CHECKSUM_OFFSET = 4_092;
    private static final int FRAMES_OFFSET = 4_096;
    private static final int FRAME_HEADER_SIZE = 32;
    private static final int DURABLE_BYTES_OFFSET = 24;

    private FrameWalk() {}

    /**
     * Tells how many bytes of a segment the whole frames say were forced before them.
     *
     * @param segment the bytes of the file without damage
     * @param damaged where the file is damaged; a frame that is says nothing
     */
    static long vouchedEnd(byte[] segment, List<Integer> damaged) {
        ByteBuffer bytes = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        long vouchedEnd = 0;
        int offset = FRAMES_OFFSET;
        while (offset + FRAME_HEADER_SIZE <= segment.length) {
            int start = offset;
            int length = bytes.getInt(start);
            if (length < FRAME_HEADER_SIZE || length > segment.length - start || !isWhole(bytes, start, length)) {
                break;
            }
            if (damaged.stream().noneMatch(place -> place >= start && place < start + length)) {
                vouchedEnd = Math.max(vouchedEnd, bytes.getLong(start + DURABLE_BYTES_OFFSET));
            }
            offset += length;
        }
        return vouchedEnd;
    }

    private static boolean isWhole(ByteBuffer bytes, int start, int length) {
        int stored = bytes.getInt(start + Integer.BYTES);
        byte[] frame = new byte[length];
        bytes.get(start, frame);
        int seed = bytes.getInt(HEADER_CHECKSUM_OFFSET) + start / Long.BYTES;
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.BYTES, seed);
        CRC32C crc = new CRC32C();
        crc.update(frame);
        return (int) crc.getValue() == stored;
    }
}
