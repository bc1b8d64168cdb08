package io.everbook.app.backup;

/** Where what stands in an encrypted file of a backup: docs/backup-format.md. Numbers are little-endian. */
final class SealDescriptor {

    /** The ASCII bytes {@code EVBKSEAL}. */
    static final long MAGIC = 0x4c41_4553_4b42_5645L;

    /** The version of the format that is written, and the newest that is read. */
    static final int VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int MEMORY_KIB_OFFSET = 12;
    static final int ITERATIONS_OFFSET = 16;
    static final int LANES_OFFSET = 20;
    static final int SALT_OFFSET = 24;
    static final int FILE_SALT_OFFSET = 56;
    static final int KEY_CHECK_OFFSET = 88;
    static final int CHECKSUM_OFFSET = 120;
    static final int HEADER_SIZE = 124;

    /** How many bytes of contents a chunk holds, but for the last one, which may hold fewer. */
    static final int CHUNK_SIZE = 65_536;

    /** How many bytes of a chunk follow its contents: the tag of GCM. */
    static final int TAG_SIZE = 16;

    static final int SALT_SIZE = 32;
    static final int KEY_CHECK_SIZE = 32;
    static final int NONCE_SIZE = 12;

    private SealDescriptor() {}
}
