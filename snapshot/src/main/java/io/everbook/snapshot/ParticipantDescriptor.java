package io.everbook.snapshot;

/**
 * The bytes of a participant's record; all numbers are little-endian.
 *
 * <pre>
 *   0      1         2                6                 14      15
 *   +------+---------+----------------+-----------------+-------+
 *   | type | version | participant id | last request id | state |
 *   +------+---------+----------------+-----------------+-------+
 * </pre>
 */
final class ParticipantDescriptor {

    static final byte TYPE = 1;
    static final byte VERSION = 1;

    static final int TYPE_OFFSET = 0;
    static final int VERSION_OFFSET = 1;
    static final int PARTICIPANT_ID_OFFSET = 2;
    static final int LAST_REQUEST_ID_OFFSET = 6;
    static final int STATE_OFFSET = 14;
    static final int LENGTH = 15;

    private ParticipantDescriptor() {}
}
