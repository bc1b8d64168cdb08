package io.everbook.snapshot;

/**
 * The bytes of an open order's record; all numbers are little-endian. What most orders do not have is there only where
 * its bit of the flags is set, in the order of the bits.
 *
 * <pre>
 *   0      1         2       3      4            5               6                       7
 *   +------+---------+-------+------+------------+---------------+-----------------------+
 *   | type | version | flags | side | order type | time in force | self-trade prevention |
 *   +------+---------+-------+------+------------+---------------+-----------------------+
 *   7          15               19      27         35       43          51
 *   +----------+----------------+-------+----------+--------+-----------+----------------+
 *   | order id | participant id | price | quantity | leaves | timestamp | optional parts |
 *   +----------+----------------+-------+----------+--------+-----------+----------------+
 * </pre>
 */
final class OrderDescriptor {

    static final byte TYPE = 2;
    static final byte VERSION = 1;

    static final int TYPE_OFFSET = 0;
    static final int VERSION_OFFSET = 1;
    static final int FLAGS_OFFSET = 2;
    static final int SIDE_OFFSET = 3;
    static final int ORDER_TYPE_OFFSET = 4;
    static final int TIME_IN_FORCE_OFFSET = 5;
    static final int SELF_TRADE_PREVENTION_OFFSET = 6;
    static final int ORDER_ID_OFFSET = 7;
    static final int PARTICIPANT_ID_OFFSET = 15;
    static final int PRICE_OFFSET = 19;
    static final int QUANTITY_OFFSET = 27;
    static final int LEAVES_QUANTITY_OFFSET = 35;
    static final int TIMESTAMP_OFFSET = 43;
    static final int PARTS_OFFSET = 51;

    static final int POST_ONLY = 1;
    static final int WAITING = 1 << 1;
    static final int REQUEST_ID = 1 << 2;
    static final int DISPLAY_QUANTITY = 1 << 3;
    static final int SHOWN_QUANTITY = 1 << 4;
    static final int TRIGGER_PRICE = 1 << 5;
    static final int EXPIRY = 1 << 6;
    static final int MEMO = 1 << 7;

    /** Every part present: five of 8 bytes, and a memo of 32 bytes with its length. */
    static final int MAX_LENGTH = PARTS_OFFSET + 5 * Long.BYTES + 1 + 32;

    private OrderDescriptor() {}
}
