package io.everbook.app.credential;

/**
 * Where everything stands in a credential store; all numbers are big-endian. docs/credentials-format.md is this table.
 *
 * <pre>
 *   +---------------------+-------------------------+-----------------+--------------------+
 *   | header (128)        | entries (252 each)      | seal (32)       | SHA-256 (32)       |
 *   +---------------------+-------------------------+-----------------+--------------------+
 *   entry:  | salt (32) | nonce (12) | encrypted (192) | tag (16) |
 * </pre>
 */
final class CredentialDescriptor {

    static final long MAGIC = 0x4556424b43524544L;
    static final short VERSION = 1;
    static final byte ARGON2ID = 1;
    static final byte AES_256_GCM = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int DERIVATION_OFFSET = 10;
    static final int CIPHER_OFFSET = 11;
    static final int MEMORY_OFFSET = 12;
    static final int ITERATIONS_OFFSET = 16;
    static final int LANES_OFFSET = 20;
    static final int ENTRIES_OFFSET = 24;
    static final int GENERATION_OFFSET = 28;
    static final int SALT_OFFSET = 36;
    static final int CHECK_OFFSET = 68;
    static final int RESERVED_OFFSET = 100;
    static final int CRC_OFFSET = 124;
    static final int HEADER_BYTES = 128;

    static final int SALT_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    static final int ENTRY_SALT_OFFSET = 0;
    static final int ENTRY_NONCE_OFFSET = 32;
    static final int ENTRY_ENCRYPTED_OFFSET = 44;
    static final int PLAIN_BYTES = 192;
    static final int ENTRY_BYTES = ENTRY_ENCRYPTED_OFFSET + PLAIN_BYTES + TAG_BYTES;

    static final int ROLE_OFFSET = 0;
    static final int ID_LENGTH_OFFSET = 1;
    static final int SECRET_LENGTH_OFFSET = 2;
    static final int PARTICIPANT_OFFSET = 4;
    static final int CREATED_OFFSET = 8;
    static final int ROTATED_OFFSET = 16;
    static final int ID_OFFSET = 24;
    static final int ID_BYTES = 32;
    static final int SECRET_OFFSET = 56;
    static final int SECRET_BYTES = 128;

    static final int SEAL_BYTES = 32;
    static final int DIGEST_BYTES = 32;
    static final int MAX_ENTRIES = 10_000;

    private CredentialDescriptor() {}

    /** {@return how many bytes a store of this many entries has} */
    static int fileBytes(int entries) {
        return HEADER_BYTES + entries * ENTRY_BYTES + SEAL_BYTES + DIGEST_BYTES;
    }
}
