package io.everbook.snapshot;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;

/** A file being written front to back through one fixed buffer, with the checksum of all bytes so far. */
final class SnapshotOutput {

    private static final int BUFFER_LENGTH = 64 * 1024;

    private final StorageFile file;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private final Bytes<byte[]> bytes = Bytes.wrapForWrite(buffer);
    private final CRC32C crc = new CRC32C();
    private long position;

    SnapshotOutput(StorageFile file) {
        this.file = file;
    }

    /** {@return where to put at most so many bytes; handed out until the next call} */
    Bytes<byte[]> next(int maxLength) throws IOException {
        if (bytes.writePosition() + maxLength > BUFFER_LENGTH) {
            flush();
        }
        return bytes;
    }

    /** {@return how many bytes were put so far} */
    long size() {
        return position + bytes.writePosition();
    }

    /** Writes what the buffer holds. */
    void flush() throws IOException {
        int length = (int) bytes.writePosition();
        crc.update(buffer, 0, length);
        file.writeFully(ByteBuffer.wrap(buffer, 0, length), position);
        position += length;
        bytes.clear();
    }

    /** {@return the checksum of what was flushed} */
    int crc() {
        return (int) crc.getValue();
    }
}
