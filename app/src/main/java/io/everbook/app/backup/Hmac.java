package io.everbook.app.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** HMAC-SHA256 (RFC 2104) that leaves no copy of its key behind, as a key object of the JDK would. */
final class Hmac {

    private static final int BLOCK = 64;

    private Hmac() {}

    /**
     * Computes it.
     *
     * @param key at most 64 bytes; the caller's
     * @param purpose what the result is for, so that no two results are ever the same
     * @param message what it depends on
     * @return 32 bytes, the caller's
     */
    static byte[] of(byte[] key, String purpose, byte[] message) {
        byte[] inner = new byte[BLOCK];
        byte[] outer = new byte[BLOCK];
        Arrays.fill(inner, (byte) 0x36);
        Arrays.fill(outer, (byte) 0x5c);
        for (int i = 0; i < key.length; i++) {
            inner[i] ^= key[i];
            outer[i] ^= key[i];
        }
        MessageDigest digest = Sha256.digest();
        digest.update(inner);
        digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        byte[] first = digest.digest(message);
        digest.update(outer);
        byte[] result = digest.digest(first);
        Arrays.fill(inner, (byte) 0);
        Arrays.fill(outer, (byte) 0);
        return result;
    }
}
