package io.everbook.core.event;

import java.util.Arrays;

/** A client's own text on its order, of up to 32 bytes; empty where there is none. Owned by the event that holds it. */
public final class Memo {

    private static final int MAX_BYTES = 32;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;

    /** Empties it. */
    public void clear() {
        length = 0;
    }

    /** {@return the text, {@link #length()} bytes of it valid} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return how many bytes are valid, 0 to 32} */
    public int length() {
        return length;
    }

    /**
     * Sets the text.
     *
     * @param source where the bytes are; copied
     * @param offset where they start
     * @param count how many they are, 0 to 32
     */
    public void set(byte[] source, int offset, int count) {
        length = count;
        if (count > 0) {
            System.arraycopy(source, offset, bytes, 0, count);
        }
    }

    /**
     * Takes over the text of another.
     *
     * @param other the memo to copy; not kept
     */
    public void copyFrom(Memo other) {
        length = other.length;
        if (length > 0) {
            System.arraycopy(other.bytes, 0, bytes, 0, length);
        }
    }

    /** {@return whether this memo holds exactly these bytes} */
    public boolean contentEquals(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    /** {@return the digest with this text; its length is for the event that holds it to add} */
    long digest(long digest) {
        if (length == 0) {
            return digest;
        }
        Arrays.fill(bytes, length, MAX_BYTES, (byte) 0);
        return Digest.fold(digest, word(0), word(8), word(16), word(24));
    }

    private long word(int offset) {
        long word = 0;
        for (int i = offset + Long.BYTES - 1; i >= offset; i--) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }
}
