package io.everbook.journal;

/**
 * The bytes of a frame; all numbers are little-endian, and a frame starts at a multiple of 8 in its file.
 *
 * <pre>
 *   0        4        8      9         10       12      16              24             32
 *   +--------+--------+------+---------+--------+-------+---------------+--------------+------------------+-----+
 *   | length | CRC32C | kind | version | zeros  | count | firstSequence | durableBytes | records, or Wire | pad |
 *   +--------+--------+------+---------+--------+-------+---------------+--------------+------------------+-----+
 * </pre>
 *
 * <p>The length counts everything, padding to a multiple of 8 included; zero is no frame. The checksum covers all of
 * it, with the {@link #seed(int, long)} standing in the checksum's own place, so that neither zeros nor a frame of
 * another segment or from another place is ever valid.
 */
final class FrameDescriptor {

    static final int LENGTH_OFFSET = 0;
    static final int LENGTH_SIZE = 4;
    static final int CHECKSUM_OFFSET = 4;
    static final int CHECKSUM_SIZE = 4;
    static final int KIND_OFFSET = 8;
    static final int KIND_SIZE = 1;
    static final int VERSION_OFFSET = 9;
    static final int VERSION_SIZE = 1;
    static final int COUNT_OFFSET = 12;
    static final int COUNT_SIZE = 4;
    static final int FIRST_SEQUENCE_OFFSET = 16;
    static final int FIRST_SEQUENCE_SIZE = 8;
    static final int DURABLE_BYTES_OFFSET = 24;
    static final int DURABLE_BYTES_SIZE = 8;
    static final int HEADER_SIZE = 32;

    static final int ALIGNMENT = 8;

    /** No reader holds more than this in memory, whatever a damaged length says. */
    static final int MAX_LENGTH = 256 << 10;

    static final byte COMMANDS = 1;
    static final byte CHECKPOINT = 2;
    static final byte EVENTS = 3;
    static final byte AUDIT = 4;
    static final byte VERSION = 1;

    private FrameDescriptor() {}

    /** What stands in the checksum's place while it is computed: which segment this is, and where in it. */
    static int seed(int headerChecksum, long offset) {
        return headerChecksum + (int) (offset / ALIGNMENT);
    }

    static int align(int length) {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    static boolean plausible(int length) {
        return length >= HEADER_SIZE && length <= MAX_LENGTH && length % ALIGNMENT == 0;
    }
}
