package io.everbook.app.backup;

import java.io.IOException;
import java.io.InputStream;

/** Decrypts a file chunk by chunk, and gives nothing of a chunk that is not what was written. */
final class SealedInput extends InputStream {

    private static final int SEALED_SIZE = SealDescriptor.CHUNK_SIZE + SealDescriptor.TAG_SIZE;

    private final InputStream source;
    private final ChunkCipher cipher;
    private final String file;
    private byte[] ahead;
    private byte[] plain = new byte[0];
    private int position;

    SealedInput(InputStream source, ChunkCipher cipher, String file) throws IOException {
        this.source = source;
        this.cipher = cipher;
        this.file = file;
        ahead = source.readNBytes(SEALED_SIZE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (position == plain.length) {
            if (ahead == null) {
                return -1;
            }
            nextChunk();
        }
        int part = Math.min(count, plain.length - position);
        System.arraycopy(plain, position, target, offset, part);
        position += part;
        return part;
    }

    private void nextChunk() throws IOException {
        byte[] following = ahead.length == SEALED_SIZE ? source.readNBytes(SEALED_SIZE) : new byte[0];
        boolean last = following.length == 0;
        plain = cipher.decrypt(ahead, ahead.length, last);
        position = 0;
        ahead = last ? null : following;
        if (plain == null) {
            throw Sealed.damaged(file);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
