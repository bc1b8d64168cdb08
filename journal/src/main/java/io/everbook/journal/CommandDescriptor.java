package io.everbook.journal;

/**
 * The bytes of a command's record; all numbers are little-endian. The sequence is that of the frame plus the record's
 * place in it.
 *
 * <pre>
 *   0      1         2          4                12
 *   +------+---------+----------+----------------+------------------------------------------+
 *   | type | version | presence | timestampNanos | each present field, in the order of bits |
 *   +------+---------+----------+----------------+------------------------------------------+
 * </pre>
 *
 * <p>A field is present when it is not zero, whatever the type, so a replayed command equals the live one in every
 * field and a cancel is small.
 */
final class CommandDescriptor {

    static final int TYPE_OFFSET = 0;
    static final int TYPE_SIZE = 1;
    static final int VERSION_OFFSET = 1;
    static final int VERSION_SIZE = 1;
    static final int PRESENCE_OFFSET = 2;
    static final int PRESENCE_SIZE = 2;
    static final int TIMESTAMP_OFFSET = 4;
    static final int TIMESTAMP_SIZE = 8;
    static final int FIELDS_OFFSET = 12;

    static final byte VERSION = 1;

    static final int PARTICIPANT_ID = 1;
    static final int REQUEST_ID = 1 << 1;
    static final int ORDER_ID = 1 << 2;
    static final int ORIG_REQUEST_ID = 1 << 3;
    static final int TRAITS = 1 << 4;
    static final int POST_ONLY = 1 << 5;
    static final int PRICE_TICKS = 1 << 6;
    static final int QUANTITY_LOTS = 1 << 7;
    static final int LEAVES_QUANTITY_LOTS = 1 << 8;
    static final int TRIGGER_PRICE_TICKS = 1 << 9;
    static final int DISPLAY_QUANTITY_LOTS = 1 << 10;
    static final int EXPIRE_NANOS = 1 << 11;
    static final int STATES = 1 << 12;
    static final int REFUSAL = 1 << 13;
    static final int LIMITS = 1 << 14;
    static final int MEMO = 1 << 15;

    static final int PARTICIPANT_ID_SIZE = 4;
    static final int TRAITS_SIZE = 4;
    static final int STATES_SIZE = 2;
    static final int REFUSAL_SIZE = 1;
    static final int LIMITS_SIZE = 36;
    static final int MEMO_LENGTH_SIZE = 1;

    /** The largest record: every field present, nine of them of 8 bytes, and a memo of 32 bytes. */
    static final int MAX_SIZE = FIELDS_OFFSET
            + PARTICIPANT_ID_SIZE
            + 9 * Long.BYTES
            + TRAITS_SIZE
            + STATES_SIZE
            + REFUSAL_SIZE
            + LIMITS_SIZE
            + MEMO_LENGTH_SIZE
            + 32;

    private CommandDescriptor() {}
}
