package io.everbook.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Encrypts what is written to it, chunk by chunk. */
final class SealedOutput extends OutputStream {

    private final OutputStream target;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[SealDescriptor.CHUNK_SIZE];
    private int length;
    private boolean closed;

    SealedOutput(OutputStream target, ChunkCipher cipher) {
        this.target = target;
        this.cipher = cipher;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == plain.length) {
                // More follows, so this chunk is not the last.
                target.write(cipher.encrypt(plain, length, false));
                length = 0;
            }
            int part = Math.min(count - done, plain.length - length);
            System.arraycopy(source, offset + done, plain, length, part);
            length += part;
            done += part;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (target) {
            target.write(cipher.encrypt(plain, length, true));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
