package io.everbook.app.credential;

import io.everbook.app.credential.CredentialException.Code;
import io.everbook.app.secret.KeyDerivation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The header of a store, and what can be told of a file without its password.
 *
 * @param derivation how the password becomes the key
 * @param entries how many entries there are
 * @param generation how often the store was written, from 1
 * @param salt the store's salt
 * @param check what the right password's key computes
 */
record CredentialHeader(KeyDerivation derivation, int entries, long generation, byte[] salt, byte[] check) {

    /** Writes it, with its checksum. */
    void encode(ByteBuffer file) {
        file.putLong(CredentialDescriptor.MAGIC_OFFSET, CredentialDescriptor.MAGIC)
                .putShort(CredentialDescriptor.VERSION_OFFSET, CredentialDescriptor.VERSION)
                .put(CredentialDescriptor.DERIVATION_OFFSET, CredentialDescriptor.ARGON2ID)
                .put(CredentialDescriptor.CIPHER_OFFSET, CredentialDescriptor.AES_256_GCM)
                .putInt(CredentialDescriptor.MEMORY_OFFSET, derivation.memoryKib())
                .putInt(CredentialDescriptor.ITERATIONS_OFFSET, derivation.iterations())
                .putInt(CredentialDescriptor.LANES_OFFSET, derivation.lanes())
                .putInt(CredentialDescriptor.ENTRIES_OFFSET, entries)
                .putLong(CredentialDescriptor.GENERATION_OFFSET, generation)
                .put(CredentialDescriptor.SALT_OFFSET, salt)
                .put(CredentialDescriptor.CHECK_OFFSET, check)
                .putInt(CredentialDescriptor.CRC_OFFSET, crc(file.array()));
    }

    /**
     * Reads the header of a whole file, whose checksums are right.
     *
     * @throws CredentialException where it is no store, of another version, cut, or damaged
     */
    static CredentialHeader of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length >= Long.BYTES
                && bytes.getLong(CredentialDescriptor.MAGIC_OFFSET) != CredentialDescriptor.MAGIC) {
            throw new CredentialException(
                    Code.NOT_A_STORE, "does not begin as one: it is another file, or its first 8 bytes were changed");
        }
        if (file.length < CredentialDescriptor.HEADER_BYTES) {
            throw cut(file.length, "its header of " + CredentialDescriptor.HEADER_BYTES);
        }
        short version = bytes.getShort(CredentialDescriptor.VERSION_OFFSET);
        if (version != CredentialDescriptor.VERSION) {
            throw new CredentialException(
                    Code.UNKNOWN_VERSION,
                    "is of a format that this Everbook does not know, or its version was changed: version=" + version);
        }
        if (bytes.getInt(CredentialDescriptor.CRC_OFFSET) != crc(file)) {
            throw new CredentialException(Code.DAMAGED, "has a header that is not what was written; restore a backup");
        }
        int entries = bytes.getInt(CredentialDescriptor.ENTRIES_OFFSET);
        if (entries < 0 || entries > CredentialDescriptor.MAX_ENTRIES) {
            throw new CredentialException(Code.TAMPERED, "says that it has " + entries + " entries; restore a backup");
        }
        int expected = CredentialDescriptor.fileBytes(entries);
        if (file.length < expected) {
            throw cut(file.length, "its content of " + expected);
        }
        if (file.length > expected || !Arrays.equals(digest(file), digestThere(file))) {
            throw new CredentialException(
                    Code.DAMAGED, "has bytes behind its header that are not what was written; restore a backup");
        }
        return parse(bytes, entries);
    }

    /** {@return the SHA-256 of everything before the digest} */
    static byte[] digest(byte[] file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file, 0, file.length - CredentialDescriptor.DIGEST_BYTES);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static CredentialHeader parse(ByteBuffer bytes, int entries) {
        byte[] salt = new byte[CredentialDescriptor.SALT_BYTES];
        bytes.get(CredentialDescriptor.SALT_OFFSET, salt);
        byte[] check = new byte[CredentialDescriptor.SEAL_BYTES];
        bytes.get(CredentialDescriptor.CHECK_OFFSET, check);
        try {
            KeyDerivation derivation = new KeyDerivation(
                    bytes.getInt(CredentialDescriptor.MEMORY_OFFSET),
                    bytes.getInt(CredentialDescriptor.ITERATIONS_OFFSET),
                    bytes.getInt(CredentialDescriptor.LANES_OFFSET));
            boolean known = bytes.get(CredentialDescriptor.DERIVATION_OFFSET) == CredentialDescriptor.ARGON2ID
                    && bytes.get(CredentialDescriptor.CIPHER_OFFSET) == CredentialDescriptor.AES_256_GCM;
            if (!known) {
                throw new CredentialException(Code.UNKNOWN_VERSION, "uses a cipher that this Everbook does not know");
            }
            return new CredentialHeader(
                    derivation, entries, bytes.getLong(CredentialDescriptor.GENERATION_OFFSET), salt, check);
        } catch (IllegalArgumentException outOfRange) {
            throw new CredentialException(
                    Code.TAMPERED, "asks for what no store may: " + outOfRange.getMessage() + "; restore a backup");
        }
    }

    private static byte[] digestThere(byte[] file) {
        return Arrays.copyOfRange(file, file.length - CredentialDescriptor.DIGEST_BYTES, file.length);
    }

    private static int crc(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, CredentialDescriptor.CRC_OFFSET);
        return (int) crc.getValue();
    }

    private static CredentialException cut(int bytes, String part) {
        return new CredentialException(
                Code.CUT, "ends after " + bytes + " bytes, inside of " + part + " bytes; restore a backup");
    }
}
