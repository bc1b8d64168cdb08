package io.everbook.journal;

/**
 * The bytes of an event's record in an executions log, and what stands before the records of its frame; all numbers are
 * little-endian. An event's sequence and index follow from the frame's and from the last events of commands before it.
 *
 * <pre>
 *   32           36          40          44          in the frame
 *   +------------+-----------+-----------+-------------------+
 *   | firstIndex | completed | endIndex  | records           |
 *   +------------+-----------+-----------+-------------------+
 *
 *   0      1         2             3      4          8                16        in the record
 *   +------+---------+-------------+------+----------+----------------+----------------------+
 *   | type | version | commandType | side | presence | timestampNanos | each present field   |
 *   +------+---------+-------------+------+----------+----------------+----------------------+
 * </pre>
 *
 * <p>A field is present when it is not zero, whatever the type, so an event reads back as it was published.
 */
final class EventDescriptor {

    static final int FIRST_INDEX_OFFSET = FrameDescriptor.HEADER_SIZE;
    static final int FIRST_INDEX_SIZE = 4;
    static final int COMPLETED_OFFSET = FIRST_INDEX_OFFSET + FIRST_INDEX_SIZE;
    static final int COMPLETED_SIZE = 4;
    static final int END_INDEX_OFFSET = COMPLETED_OFFSET + COMPLETED_SIZE;
    static final int END_INDEX_SIZE = 4;
    static final int RECORDS_OFFSET = END_INDEX_OFFSET + END_INDEX_SIZE;

    static final int TYPE_OFFSET = 0;
    static final int TYPE_SIZE = 1;
    static final int VERSION_OFFSET = 1;
    static final int VERSION_SIZE = 1;
    static final int COMMAND_TYPE_OFFSET = 2;
    static final int COMMAND_TYPE_SIZE = 1;
    static final int SIDE_OFFSET = 3;
    static final int SIDE_SIZE = 1;
    static final int PRESENCE_OFFSET = 4;
    static final int PRESENCE_SIZE = 4;
    static final int TIMESTAMP_OFFSET = 8;
    static final int TIMESTAMP_SIZE = 8;
    static final int FIELDS_OFFSET = 16;

    static final byte VERSION = 1;

    static final int LAST_OF_COMMAND = 1;
    static final int POST_ONLY = 1 << 1;
    static final int PRIORITY_KEPT = 1 << 2;
    static final int PARTICIPANT_ID = 1 << 3;
    static final int REQUEST_ID = 1 << 4;
    static final int ORDER_ID = 1 << 5;
    static final int ORIG_REQUEST_ID = 1 << 6;
    static final int PRICE_TICKS = 1 << 7;
    static final int QUANTITY_LOTS = 1 << 8;
    static final int LEAVES_QUANTITY_LOTS = 1 << 9;
    static final int TRADE_ID = 1 << 10;
    static final int RESTING_ORDER_ID = 1 << 11;
    static final int RESTING_REQUEST_ID = 1 << 12;
    static final int RESTING_LEAVES_QUANTITY_LOTS = 1 << 13;
    static final int RESTING_PARTICIPANT_ID = 1 << 14;
    static final int TRAITS = 1 << 15;
    static final int REASONS = 1 << 16;
    static final int STATES = 1 << 17;
    static final int LIMITS = 1 << 18;
    static final int MEMO = 1 << 19;
    static final int RESTING_MEMO = 1 << 20;

    static final int PARTICIPANT_ID_SIZE = 4;
    static final int TRAITS_SIZE = 2;
    static final int REASONS_SIZE = 2;
    static final int STATES_SIZE = 2;
    static final int LIMITS_SIZE = 36;
    static final int MEMO_LENGTH_SIZE = 1;

    /** The largest record: every field present, ten of them of 8 bytes, and two memos of 32 bytes. */
    static final int MAX_SIZE = FIELDS_OFFSET
            + 2 * PARTICIPANT_ID_SIZE
            + 10 * Long.BYTES
            + TRAITS_SIZE
            + REASONS_SIZE
            + STATES_SIZE
            + LIMITS_SIZE
            + 2 * (MEMO_LENGTH_SIZE + 32);

    private EventDescriptor() {}
}
