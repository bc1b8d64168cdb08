package io.everbook.app.backup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM over the chunks of one file, each with a nonce of its place and of whether it is the last. */
final class ChunkCipher {

    private static final int TAG_BITS = 8 * SealDescriptor.TAG_SIZE;

    private final SecretKeySpec key;
    private final byte[] header;
    private final Cipher cipher;
    private long chunk;

    /**
     * Begins a file.
     *
     * @param fileKey 32 bytes that are used for this file alone; stays the caller's
     * @param header authenticated with every chunk
     */
    ChunkCipher(byte[] fileKey, byte[] header) {
        key = new SecretKeySpec(fileKey, "AES");
        this.header = header;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    byte[] encrypt(byte[] plain, int length, boolean last) {
        try {
            return next(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a chunk cannot fail to be encrypted", impossible);
        }
    }

    /** {@return the contents of the next chunk; null where it is not what was written there} */
    byte[] decrypt(byte[] sealed, int length, boolean last) {
        if (length < SealDescriptor.TAG_SIZE) {
            return null;
        }
        try {
            return next(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
        } catch (AEADBadTagException damaged) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a chunk of the right size cannot fail otherwise", impossible);
        }
    }

    private Cipher next(int mode, boolean last) throws GeneralSecurityException {
        ByteBuffer nonce = ByteBuffer.allocate(SealDescriptor.NONCE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        nonce.putLong(chunk).putInt(last ? 1 : 0);
        chunk++;
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce.array()));
        cipher.updateAAD(header);
        return cipher;
    }
}
