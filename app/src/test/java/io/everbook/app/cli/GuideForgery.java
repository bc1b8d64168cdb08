package io.everbook.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Changes segments and makes their checksums right again, for messages that no command line can bring about. */
final class GuideForgery {

    private static final int VERSION = 8;
    private static final int HEADER_CHECKSUM = 4092;
    private static final int FRAMES = 4096;
    private static final int CHECKSUM = 4;
    private static final int KIND = 8;
    private static final int FIRST_SEQUENCE = 16;
    private static final byte CHECKPOINT = 2;

    private GuideForgery() {}

    /** Makes a segment one of the next format version. */
    static void raiseVersion(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(VERSION, buffer.getInt(VERSION) + 1);
        buffer.putInt(HEADER_CHECKSUM, checksum(bytes, 0, HEADER_CHECKSUM));
        Files.write(segment, bytes);
    }

    /** Changes the digest in the checkpoints of a segment. */
    static void changeCheckpoints(Path segment, long digest) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = FRAMES; at < bytes.length && buffer.getInt(at) > 0; at += buffer.getInt(at)) {
            for (int i = at; buffer.get(at + KIND) == CHECKPOINT && i <= at + buffer.getInt(at) - Long.BYTES; i++) {
                if (buffer.getLong(i) == digest) {
                    buffer.putLong(i, digest ^ 1);
                }
            }
            sign(bytes, buffer, at);
        }
        Files.write(segment, bytes);
    }

    /** Changes a byte of a segment's first frame. */
    static void changeFirstFrame(Path segment, int offsetInFrame) throws IOException {
        changeFrame(segment, 1, offsetInFrame);
    }

    /** Changes a byte of the frame in which a command, or its events, come first. */
    static void changeFrame(Path segment, long sequence, int offsetInFrame) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = FRAMES;
        while (buffer.get(at + KIND) == CHECKPOINT || buffer.getLong(at + FIRST_SEQUENCE) != sequence) {
            at += buffer.getInt(at);
        }
        bytes[at + offsetInFrame] ^= 1;
        sign(bytes, buffer, at);
        Files.write(segment, bytes);
    }

    private static void sign(byte[] bytes, ByteBuffer buffer, int frame) {
        buffer.putInt(frame + CHECKSUM, buffer.getInt(HEADER_CHECKSUM) + frame / Long.BYTES);
        buffer.putInt(frame + CHECKSUM, checksum(bytes, frame, buffer.getInt(frame)));
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
