package io.everbook.app.backup;

import io.everbook.app.backup.BackupException.Code;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Files encrypted with AES-256-GCM, under a password. All files of a directory share the salt of the password, so that
 * its key is derived once; each has a key of its own. For one thread.
 */
final class Sealed implements Sealing {

    private static final String FILE_KEY = "everbook backup file";
    private static final String OBJECT_NAME = "everbook backup name";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret password;
    private KeyDerivation derivation;
    private byte[] salt;
    private Secret key;

    /**
     * Encrypts under a password.
     *
     * @param password taken over, and closed with this
     * @param derivation how the key of a new directory is derived
     */
    Sealed(Secret password, KeyDerivation derivation) {
        this.password = password;
        this.derivation = derivation;
    }

    @Override
    public OutputStream seal(OutputStream target) throws IOException {
        byte[] fileSalt = random();
        byte[] header = new SealHeader(derivation, saltHere(), fileSalt).encode(key());
        target.write(header);
        return new SealedOutput(target, cipher(header, fileSalt));
    }

    @Override
    public InputStream open(InputStream source, String file) throws IOException {
        byte[] block = source.readNBytes(SealDescriptor.HEADER_SIZE);
        if (!SealHeader.isWhole(block)) {
            throw damaged(file);
        }
        if (SealHeader.version(block) != SealDescriptor.VERSION) {
            throw new BackupException(
                    Code.NEWER_VERSION,
                    "this Everbook does not know this version of an encrypted file; use the Everbook that wrote it:"
                            + " file=" + file + " version=" + SealHeader.version(block));
        }
        SealHeader header;
        try {
            header = SealHeader.decode(block);
        } catch (IllegalArgumentException forged) {
            throw new BackupException(
                    Code.WRONG_PASSWORD,
                    "the key of this file is derived more weakly or more costly than Everbook ever does, so it is"
                            + " forged: file=" + file + " finding=\"" + forged.getMessage() + '"',
                    forged);
        }
        adopt(header);
        if (!SealHeader.isKey(block, key())) {
            throw new BackupException(
                    Code.WRONG_PASSWORD,
                    "the password is not the one of this backup; give the one under which it was made: file=" + file);
        }
        return new SealedInput(source, cipher(block, header.fileSalt()), file);
    }

    @Override
    public String objectName(String sha256) {
        return HexFormat.of().formatHex(Hmac.of(key(), OBJECT_NAME, sha256.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public boolean encrypts() {
        return true;
    }

    /** {@return what is said where the bytes of a file are not those that were written} */
    static BackupException damaged(String file) {
        return new BackupException(
                file.endsWith(".manifest") ? Code.MANIFEST_DAMAGED : Code.OBJECT_DAMAGED,
                "an encrypted file is not what was written, so this backup cannot be used; use another one: file="
                        + file);
    }

    /** Goes by the salt of a file: the first one that is read decides with what later ones are written. */
    private void adopt(SealHeader header) {
        if (salt == null || !Arrays.equals(salt, header.salt()) || !derivation.equals(header.derivation())) {
            forgetKey();
            salt = header.salt();
            derivation = header.derivation();
        }
    }

    private ChunkCipher cipher(byte[] header, byte[] fileSalt) {
        byte[] fileKey = Hmac.of(key(), FILE_KEY, fileSalt);
        try {
            return new ChunkCipher(fileKey, header);
        } finally {
            Arrays.fill(fileKey, (byte) 0);
        }
    }

    private byte[] key() {
        if (key == null) {
            key = derivation.derive(password, saltHere());
        }
        return key.bytes();
    }

    private byte[] saltHere() {
        if (salt == null) {
            salt = random();
        }
        return salt;
    }

    private static byte[] random() {
        byte[] bytes = new byte[SealDescriptor.SALT_SIZE];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private void forgetKey() {
        if (key != null) {
            key.close();
            key = null;
        }
    }

    @Override
    public void close() {
        forgetKey();
        password.close();
    }
}
