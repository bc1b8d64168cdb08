package io.everbook.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Changes a frame of a segment and makes its checksum right again, as docs/journal-format.md lays them out. */
final class Forgery {

    private static final int HEADER_CHECKSUM = 4092;
    private static final int FRAMES = 4096;
    private static final int CHECKSUM = 4;
    private static final int KIND = 8;
    private static final int COUNT = 12;
    private static final int FIRST_SEQUENCE = 16;
    private static final int CHECKPOINT = 2;

    private final Path segment;
    private final byte[] bytes;
    private final ByteBuffer buffer;

    private Forgery(Path segment) throws IOException {
        this.segment = segment;
        bytes = Files.readAllBytes(segment);
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Flips a bit of the frame of a command that has its frame alone; returns where the frame starts. */
    static int ofCommand(Path segment, long sequence, int offsetInFrame) throws IOException {
        Forgery forgery = new Forgery(segment);
        int at = FRAMES;
        while (forgery.buffer.get(at + KIND) == CHECKPOINT || forgery.buffer.getLong(at + FIRST_SEQUENCE) != sequence) {
            at += forgery.buffer.getInt(at);
        }
        forgery.flip(at, at + offsetInFrame);
        return at;
    }

    /** Flips a bit of the digest in the checkpoint that has it. */
    static void ofCheckpoint(Path segment, long digest) throws IOException {
        Forgery forgery = new Forgery(segment);
        for (int at = FRAMES; ; at += forgery.buffer.getInt(at)) {
            if (forgery.buffer.get(at + KIND) == CHECKPOINT) {
                for (int i = at + COUNT; i <= at + forgery.buffer.getInt(at) - Long.BYTES; i++) {
                    if (forgery.buffer.getLong(i) == digest) {
                        forgery.flip(at, i);
                        return;
                    }
                }
            }
        }
    }

    private void flip(int frame, int position) throws IOException {
        bytes[position] ^= 0x40;
        buffer.putInt(frame + CHECKSUM, buffer.getInt(HEADER_CHECKSUM) + frame / Long.BYTES);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, frame, buffer.getInt(frame));
        buffer.putInt(frame + CHECKSUM, (int) checksum.getValue());
        Files.write(segment, bytes);
    }
}
