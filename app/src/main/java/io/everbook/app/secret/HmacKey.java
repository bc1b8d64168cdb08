package io.everbook.app.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) under one key, of which only the two states of SHA-256 after its padded blocks are kept:
 * enough to sign and to verify, while the key itself is nowhere in the memory of a process that runs for months.
 * Immutable.
 */
public final class HmacKey {

    /** How many bytes a signature has. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "SHA-256";
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    /**
     * Takes what it needs of a key.
     *
     * @param key the key; still the caller's, and not kept
     */
    public HmacKey(byte[] key) {
        byte[] block = new byte[BLOCK_BYTES];
        if (key.length > BLOCK_BYTES) {
            byte[] digest = sha256().digest(key);
            System.arraycopy(digest, 0, block, 0, digest.length);
            Arrays.fill(digest, (byte) 0);
        } else {
            System.arraycopy(key, 0, block, 0, key.length);
        }
        inner = after(block, INNER);
        outer = after(block, OUTER);
        Arrays.fill(block, (byte) 0);
    }

    /** {@return the HMAC of the parts, one behind the other: {@link #BYTES} bytes, the caller's own} */
    public byte[] compute(byte[]... parts) {
        MessageDigest first = copy(inner);
        for (byte[] part : parts) {
            first.update(part);
        }
        MessageDigest second = copy(outer);
        second.update(first.digest());
        return second.digest();
    }

    private static MessageDigest after(byte[] block, byte pad) {
        byte[] padded = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        Arrays.fill(padded, (byte) 0);
        // The copy has the state without the working words of the block; resetting the original zeroes those.
        MessageDigest state = copy(digest);
        digest.reset();
        return state;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
