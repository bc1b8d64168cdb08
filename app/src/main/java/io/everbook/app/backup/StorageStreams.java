package io.everbook.app.backup;

import io.everbook.journal.storage.StorageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A storage's files as streams, from their beginning to their end. */
final class StorageStreams {

    static final int CHUNK_BYTES = 256 << 10;

    private StorageStreams() {}

    /** {@return what a file holds; closing it closes the file} */
    static InputStream in(StorageFile file) {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int count = file.read(ByteBuffer.wrap(target, offset, length), position);
                position += Math.max(0, count);
                return count;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** {@return where a new file is written; closing it forces and closes the file} */
    static OutputStream out(StorageFile file) {
        return new OutputStream() {
            private long position;
            private boolean closed;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                file.writeFully(ByteBuffer.wrap(source, offset, length), position);
                position += length;
            }

            @Override
            public void close() throws IOException {
                if (closed) {
                    return;
                }
                closed = true;
                try (file) {
                    file.force(true);
                }
            }
        };
    }
}
