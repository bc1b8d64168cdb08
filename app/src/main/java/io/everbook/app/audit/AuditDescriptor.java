package io.everbook.app.audit;

/**
 * The bytes of an audit record, behind its length in its frame; all numbers are little-endian.
 *
 * <pre>
 *   0          8            16     17        18      20             52     84
 *   +----------+------------+------+---------+-------+--------------+------+------------------------------------+
 *   | sequence | epochNanos | kind | version | count | previousHash | hash | keyId, address, names and values   |
 *   +----------+------------+------+---------+-------+--------------+------+------------------------------------+
 * </pre>
 *
 * <p>Each text is its length in bytes (2) and its UTF-8; the count is that of the details. The hash is SHA-256 of all
 * bytes of the record but its own 32, so also of the hash of the record before: that makes the chain.
 */
final class AuditDescriptor {

    static final int SEQUENCE_OFFSET = 0;
    static final int SEQUENCE_SIZE = 8;
    static final int EPOCH_NANOS_OFFSET = 8;
    static final int EPOCH_NANOS_SIZE = 8;
    static final int KIND_OFFSET = 16;
    static final int KIND_SIZE = 1;
    static final int VERSION_OFFSET = 17;
    static final int VERSION_SIZE = 1;
    static final int COUNT_OFFSET = 18;
    static final int COUNT_SIZE = 2;
    static final int PREVIOUS_HASH_OFFSET = 20;
    static final int PREVIOUS_HASH_SIZE = 32;
    static final int HASH_OFFSET = 52;
    static final int HASH_SIZE = 32;
    static final int TEXTS_OFFSET = 84;

    static final byte VERSION = 1;

    private AuditDescriptor() {}
}
