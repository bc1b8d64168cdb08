package io.everbook.snapshot;

/**
 * Offsets and lengths of a snapshot file; all numbers little-endian. The preamble is the same in every version.
 *
 * <pre>
 *        0 +--------------------------------------------------+
 *          | magic "EVBKSNAP"                               8 |
 *        8 | format version                                 4 |  preamble
 *       12 | header length h                                4 |
 *       16 | CRC32C over bytes 0 to 15 and the header       4 |
 *       20 +--------------------------------------------------+
 *          | header: self-describing Wire                   h |
 *   20 + h +--------------------------------------------------+
 *          | participant records, then order records          |
 *   n - 12 +--------------------------------------------------+
 *          | file size n                                    8 |  trailer
 *   n -  4 | CRC32C over bytes 0 to n - 5                   4 |
 *          +--------------------------------------------------+
 * </pre>
 */
final class SnapshotDescriptor {

    /** "EVBKSNAP" in file order. */
    static final long MAGIC = 0x50414E53_4B425645L;

    static final int VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int HEADER_CHECKSUM_OFFSET = 16;
    static final int HEADER_OFFSET = 20;

    static final int MAX_HEADER_LENGTH = 4096;

    /** Offsets in the trailer, which ends the file. */
    static final int FILE_SIZE_OFFSET = 0;

    static final int CHECKSUM_OFFSET = 8;
    static final int TRAILER_LENGTH = 12;

    /** A file that could hold a preamble, an empty header and a trailer. */
    static final int MIN_FILE_LENGTH = HEADER_OFFSET + TRAILER_LENGTH;

    private SnapshotDescriptor() {}
}
