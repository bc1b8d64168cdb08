package io.everbook.app.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes that nobody else is to read, zeroed when it is closed. It is never shown, compared in constant time, and cannot
 * be serialized. Not for several threads.
 */
public final class Secret implements AutoCloseable {

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes an array over: from now on it belongs to the secret, which zeroes it.
     *
     * @param bytes the array; the caller must not use it any more
     */
    public static Secret taking(byte[] bytes) {
        return new Secret(Objects.requireNonNull(bytes, "bytes"));
    }

    /**
     * Copies a part of an array, and zeroes the whole array.
     *
     * @param bytes the array, which holds only zeros afterwards
     * @param length how many of its first bytes are the secret
     */
    static Secret moving(byte[] bytes, int length) {
        byte[] own = Arrays.copyOf(bytes, length);
        Arrays.fill(bytes, (byte) 0);
        return new Secret(own);
    }

    /**
     * {@return the bytes themselves, not a copy: zero once this is closed, so they must not be kept}
     *
     * @throws IllegalStateException where it is closed
     */
    public byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("a secret was used after it was zeroed");
        }
        return bytes;
    }

    /** {@return how many bytes it has} */
    public int length() {
        return bytes.length;
    }

    /** {@return whether it is closed, and nothing of it is left} */
    public boolean isClosed() {
        return closed;
    }

    /**
     * {@return whether both are the same; takes as long for any two of this length}
     *
     * @param other the other, open as well
     */
    public boolean matches(Secret other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /** Zeroes it. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** {@return nothing of the content} */
    @Override
    public String toString() {
        return "Secret[not shown]";
    }
}
