package io.everbook.app.backup;

import io.everbook.app.secret.KeyDerivation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What an encrypted file says about itself, laid out by {@link SealDescriptor}. All of it is authenticated with every
 * chunk.
 *
 * @param derivation how the password becomes the key of all files of a directory
 * @param salt what it is derived with
 * @param fileSalt what makes the key of this file another one than every other file's
 */
record SealHeader(KeyDerivation derivation, byte[] salt, byte[] fileSalt) {

    private static final String CHECK = "everbook backup check";

    /** The header as bytes, with a check of the key by which a wrong password is told from damage. */
    byte[] encode(byte[] key) {
        ByteBuffer block = ByteBuffer.allocate(SealDescriptor.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        block.putLong(SealDescriptor.MAGIC_OFFSET, SealDescriptor.MAGIC);
        block.putInt(SealDescriptor.VERSION_OFFSET, SealDescriptor.VERSION);
        block.putInt(SealDescriptor.MEMORY_KIB_OFFSET, derivation.memoryKib());
        block.putInt(SealDescriptor.ITERATIONS_OFFSET, derivation.iterations());
        block.putInt(SealDescriptor.LANES_OFFSET, derivation.lanes());
        block.put(SealDescriptor.SALT_OFFSET, salt);
        block.put(SealDescriptor.FILE_SALT_OFFSET, fileSalt);
        block.put(SealDescriptor.KEY_CHECK_OFFSET, check(block.array(), key));
        block.putInt(SealDescriptor.CHECKSUM_OFFSET, checksum(block.array()));
        return block.array();
    }

    /** {@return whether a block begins like one of an encrypted file} */
    static boolean isSealed(byte[] block) {
        return block.length >= Long.BYTES
                && ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getLong(0) == SealDescriptor.MAGIC;
    }

    /** {@return whether a block is a whole header, of whichever version} */
    static boolean isWhole(byte[] block) {
        return block.length == SealDescriptor.HEADER_SIZE
                && isSealed(block)
                && integer(block, SealDescriptor.CHECKSUM_OFFSET) == checksum(block);
    }

    static int version(byte[] block) {
        return integer(block, SealDescriptor.VERSION_OFFSET);
    }

    /** Reads a whole header of this version. */
    static SealHeader decode(byte[] block) {
        return new SealHeader(
                new KeyDerivation(
                        integer(block, SealDescriptor.MEMORY_KIB_OFFSET),
                        integer(block, SealDescriptor.ITERATIONS_OFFSET),
                        integer(block, SealDescriptor.LANES_OFFSET)),
                part(block, SealDescriptor.SALT_OFFSET, SealDescriptor.SALT_SIZE),
                part(block, SealDescriptor.FILE_SALT_OFFSET, SealDescriptor.SALT_SIZE));
    }

    /** {@return whether a key is the one that the file was encrypted under} */
    static boolean isKey(byte[] block, byte[] key) {
        return java.security.MessageDigest.isEqual(
                part(block, SealDescriptor.KEY_CHECK_OFFSET, SealDescriptor.KEY_CHECK_SIZE), check(block, key));
    }

    private static byte[] check(byte[] block, byte[] key) {
        return Hmac.of(key, CHECK, Arrays.copyOf(block, SealDescriptor.KEY_CHECK_OFFSET));
    }

    private static byte[] part(byte[] block, int offset, int size) {
        return Arrays.copyOfRange(block, offset, offset + size);
    }

    private static int integer(byte[] block, int offset) {
        return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }

    private static int checksum(byte[] block) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, SealDescriptor.CHECKSUM_OFFSET);
        return (int) crc.getValue();
    }
}
