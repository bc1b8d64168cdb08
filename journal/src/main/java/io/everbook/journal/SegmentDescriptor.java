package io.everbook.journal;

/**
 * The bytes of a segment file; all numbers are little-endian.
 *
 * <pre>
 *   0                   8         12        16                              4092     4096
 *   +-------------------+---------+---------+--------------------+----------+--------+------------+-- ... --+
 *   | magic             | version | length  | definition (Wire)  | zeros    | CRC32C | frames     | zeros   |
 *   +-------------------+---------+---------+--------------------+----------+--------+------------+-- ... --+
 * </pre>
 *
 * <p>The magic is "EVBKJRNL" in a journal, "EVBKEXEC" in an executions log and "EVBKAUDT" in an audit journal. Magic,
 * version, and the checksum's place and range stay as they are in every version to come.
 */
final class SegmentDescriptor {

    static final int MAGIC_OFFSET = 0;
    static final int MAGIC_SIZE = 8;
    static final int VERSION_OFFSET = 8;
    static final int VERSION_SIZE = 4;
    static final int LENGTH_OFFSET = 12;
    static final int LENGTH_SIZE = 4;
    static final int DEFINITION_OFFSET = 16;
    static final int CHECKSUM_OFFSET = 4092;
    static final int CHECKSUM_SIZE = 4;
    static final int HEADER_SIZE = 4096;

    /** "EVBKJRNL" as eight ASCII bytes. */
    static final long MAGIC = 0x4C4E524A4B425645L;

    /** "EVBKEXEC" as eight ASCII bytes. */
    static final long EXECUTIONS_MAGIC = 0x434558454B425645L;

    /** "EVBKAUDT" as eight ASCII bytes. */
    static final long AUDIT_MAGIC = 0x544455414B425645L;

    static final int VERSION = 1;

    private SegmentDescriptor() {}
}
