package io.everbook.core.command;

import io.everbook.core.event.RejectReason;

/**
 * One command, as it lies in a ring slot and is used again for ever: filled by a gateway, numbered by the journaling
 * handler, applied by the market. All fields are primitives or bytes, zero where unused; {@link #clear()} comes first.
 * A slot belongs to the stage that holds its ring sequence; nobody keeps a reference past its turn.
 */
public final class Command {

    /** Longest memo, in bytes. */
    public static final int MEMO_BYTES = 32;

    /** The bits of {@link #orderCodes()} that hold side, order type and time in force. */
    public static final int SIDE_TO_TIME_MASK = (1 << 10) - 1;

    private static final int SIDE = 0;
    private static final int ORDER_TYPE = 2;
    private static final int TIME_IN_FORCE = 6;
    private static final int SELF_TRADE_PREVENTION = 10;
    private static final int POST_ONLY = 1 << 14;
    private static final int ORDER_CODES = (1 << 15) - 1;
    private static final int TYPE = 16;
    private static final int INSTRUMENT_STATE = 24;
    private static final int PARTICIPANT_STATE = 28;
    private static final int REFUSAL = 32;

    /** All codes, each beginning at the bit that its constant above names, so that they are emptied as one. */
    private long codes;

    private int marketIndex;
    private long sequence;
    private long timestampNanos;
    private int participantId;
    private long requestId;
    private long orderId;
    private long origRequestId;
    private long priceTicks;
    private long quantityLots;
    private long leavesQuantityLots;
    private long triggerPriceTicks;
    private long displayQuantityLots;
    private long expireNanos;
    /** Null until somebody asks for it, so that what most commands do not use takes no line of a cache. */
    private Limits limits;

    private final byte[] memo = new byte[MEMO_BYTES];
    private int memoLength;
    private boolean journaled;
    private RejectReason laneRefusal;
    private long digestAfter;
    private Object attachment;

    /**
     * Empties every field.
     *
     * @return this command
     */
    public Command clear() {
        if (limits != null) {
            limits.clear();
        }
        codes = 0;
        marketIndex = -1;
        sequence = 0;
        timestampNanos = 0;
        participantId = 0;
        requestId = 0;
        orderId = 0;
        origRequestId = 0;
        priceTicks = 0;
        quantityLots = 0;
        leavesQuantityLots = 0;
        triggerPriceTicks = 0;
        displayQuantityLots = 0;
        expireNanos = 0;
        memoLength = 0;
        journaled = false;
        laneRefusal = null;
        digestAfter = 0;
        attachment = null;
        return this;
    }

    /**
     * Takes over every journaled field of another command, and empties the others.
     *
     * @param other the command to copy; not kept
     * @return this command
     */
    public Command copyFrom(Command other) {
        codes = other.codes;
        marketIndex = other.marketIndex;
        sequence = other.sequence;
        timestampNanos = other.timestampNanos;
        participantId = other.participantId;
        requestId = other.requestId;
        orderId = other.orderId;
        origRequestId = other.origRequestId;
        priceTicks = other.priceTicks;
        quantityLots = other.quantityLots;
        leavesQuantityLots = other.leavesQuantityLots;
        triggerPriceTicks = other.triggerPriceTicks;
        displayQuantityLots = other.displayQuantityLots;
        expireNanos = other.expireNanos;
        if (other.limits != null) {
            limits().copyFrom(other.limits);
        } else if (limits != null) {
            limits.clear();
        }
        memo(other.memo, other.memoLength);
        journaled = false;
        laneRefusal = null;
        digestAfter = 0;
        attachment = null;
        return this;
    }

    private int get(int shift, int mask) {
        return (int) (codes >>> shift) & mask;
    }

    private Command set(int shift, long mask, long code) {
        codes = codes & ~(mask << shift) | code << shift;
        return this;
    }

    /** {@return bits 0-1 side, 2-5 order type, 6-9 time in force, 10-13 self-trade prevention, 14 post-only} */
    public int orderCodes() {
        return (int) codes & ORDER_CODES;
    }

    /** {@return what is asked for} */
    public CommandType type() {
        return CommandType.ofCode(get(TYPE, 31));
    }

    /** {@return the code of what is asked for; 0 for none} */
    public byte typeCode() {
        return (byte) get(TYPE, 31);
    }

    /** {@return this command, after setting what is asked for; null for none} */
    public Command type(CommandType value) {
        return set(TYPE, 31, value == null ? 0 : value.code());
    }

    /** {@return the side; null where none (mass cancel: both)} */
    public Side side() {
        return Side.ofCode(get(SIDE, 3));
    }

    /** {@return this command, after setting the side; null for none} */
    public Command side(Side value) {
        return set(SIDE, 3, value == null ? 0 : value.code());
    }

    /** {@return how the order is priced} */
    public OrderType orderType() {
        return OrderType.ofCode(get(ORDER_TYPE, 15));
    }

    /** {@return this command, after setting how the order is priced; null for none} */
    public Command orderType(OrderType value) {
        return set(ORDER_TYPE, 15, value == null ? 0 : value.code());
    }

    /** {@return how long the order stays} */
    public TimeInForce timeInForce() {
        return TimeInForce.ofCode(get(TIME_IN_FORCE, 15));
    }

    /** {@return this command, after setting how long the order stays; null for none} */
    public Command timeInForce(TimeInForce value) {
        return set(TIME_IN_FORCE, 15, value == null ? 0 : value.code());
    }

    /** {@return what to do when the order meets its own participant} */
    public SelfTradePrevention selfTradePrevention() {
        return SelfTradePrevention.ofCode(get(SELF_TRADE_PREVENTION, 15));
    }

    /** {@return this command, after setting what to do when the order meets its own participant; null for none} */
    public Command selfTradePrevention(SelfTradePrevention value) {
        return set(SELF_TRADE_PREVENTION, 15, value == null ? 0 : value.code());
    }

    /** {@return the state to set} */
    public InstrumentState instrumentState() {
        return InstrumentState.ofCode(get(INSTRUMENT_STATE, 15));
    }

    /** {@return this command, after setting the state to set; null for none} */
    public Command instrumentState(InstrumentState value) {
        return set(INSTRUMENT_STATE, 15, value == null ? 0 : value.code());
    }

    /** {@return the state to set} */
    public ParticipantState participantState() {
        return ParticipantState.ofCode(get(PARTICIPANT_STATE, 15));
    }

    /** {@return this command, after setting the state to set; null for none} */
    public Command participantState(ParticipantState value) {
        return set(PARTICIPANT_STATE, 15, value == null ? 0 : value.code());
    }

    /** {@return why the gateway that read this command already knows it must be refused; null where it does not} */
    public RejectReason refusal() {
        return RejectReason.ofCode(get(REFUSAL, 255));
    }

    /**
     * {@return this command, after setting why the gateway that read this command already knows it must be refused;
     * null for none}
     */
    public Command refusal(RejectReason value) {
        return set(REFUSAL, 255, value == null ? 0 : value.code());
    }

    /** {@return whether the order must not take liquidity} */
    public boolean postOnly() {
        return (codes & POST_ONLY) != 0;
    }

    /**
     * Sets whether the order must not take liquidity.
     *
     * @param value true for post-only
     * @return this command
     */
    public Command postOnly(boolean value) {
        codes = value ? codes | POST_ONLY : codes & ~POST_ONLY;
        return this;
    }

    /** {@return the place of the market in its lane's table; routing only, never journaled; -1 where unknown} */
    public int marketIndex() {
        return marketIndex;
    }

    /** {@return this command, after setting the place of the market in its lane's table} */
    public Command marketIndex(int value) {
        marketIndex = value;
        return this;
    }

    /**
     * {@return the place of this command in its symbol's journal, from 1; given by the journaling handler, 0 before}
     */
    public long sequence() {
        return sequence;
    }

    /** {@return this command, after setting the place of this command in its symbol's journal, from 1} */
    public Command sequence(long value) {
        sequence = value;
        return this;
    }

    /** {@return nanoseconds since the epoch, stamped once before the ring} */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** {@return this command, after setting nanoseconds since the epoch, stamped once before the ring} */
    public Command timestampNanos(long value) {
        timestampNanos = value;
        return this;
    }

    /** {@return who asks, from authentication; 1 or more, 0 for the operator} */
    public int participantId() {
        return participantId;
    }

    /** {@return this command, after setting who asks, from authentication} */
    public Command participantId(int value) {
        participantId = value;
        return this;
    }

    /** {@return the participant's own number, strictly increasing; 0 where unused} */
    public long requestId() {
        return requestId;
    }

    /** {@return this command, after setting the participant's own number, strictly increasing} */
    public Command requestId(long value) {
        requestId = value;
        return this;
    }

    /** {@return the order that a cancel or replace names; 0 where it is named by {@link #origRequestId()}} */
    public long orderId() {
        return orderId;
    }

    /** {@return this command, after setting the order that a cancel or replace names} */
    public Command orderId(long value) {
        orderId = value;
        return this;
    }

    /** {@return the request that entered the order which a cancel or replace names; 0 where unused} */
    public long origRequestId() {
        return origRequestId;
    }

    /** {@return this command, after setting the request that entered the order which a cancel or replace names} */
    public Command origRequestId(long value) {
        origRequestId = value;
        return this;
    }

    /** {@return limit price, or the protection price of a market order; 0 where there is none (replace: unchanged)} */
    public long priceTicks() {
        return priceTicks;
    }

    /** {@return this command, after setting limit price, or the protection price of a market order} */
    public Command priceTicks(long value) {
        priceTicks = value;
        return this;
    }

    /** {@return order quantity, executed part included; 0 where there is none (replace: unchanged)} */
    public long quantityLots() {
        return quantityLots;
    }

    /** {@return this command, after setting order quantity, executed part included} */
    public Command quantityLots(long value) {
        quantityLots = value;
        return this;
    }

    /** {@return replace only: the quantity that shall stay open, instead of {@link #quantityLots()}; 0 where unused} */
    public long leavesQuantityLots() {
        return leavesQuantityLots;
    }

    /**
     * {@return this command, after setting replace only: the quantity that shall stay open, instead of {@link
     * #quantityLots()}}
     */
    public Command leavesQuantityLots(long value) {
        leavesQuantityLots = value;
        return this;
    }

    /** {@return the price that triggers a stop order; 0 where there is none} */
    public long triggerPriceTicks() {
        return triggerPriceTicks;
    }

    /** {@return this command, after setting the price that triggers a stop order} */
    public Command triggerPriceTicks(long value) {
        triggerPriceTicks = value;
        return this;
    }

    /** {@return how much of an iceberg is shown; 0 where all of it is} */
    public long displayQuantityLots() {
        return displayQuantityLots;
    }

    /** {@return this command, after setting how much of an iceberg is shown} */
    public Command displayQuantityLots(long value) {
        displayQuantityLots = value;
        return this;
    }

    /** {@return when a GTD order expires, nanoseconds since the epoch; 0 where unused} */
    public long expireNanos() {
        return expireNanos;
    }

    /** {@return this command, after setting when a GTD order expires, nanoseconds since the epoch} */
    public Command expireNanos(long value) {
        expireNanos = value;
        return this;
    }

    /** {@return the limits to set, made when they are first asked for; owned by this command} */
    public Limits limits() {
        if (limits == null) {
            limits = new Limits();
        }
        return limits;
    }

    /** {@return whether any limit is set} */
    public boolean hasLimits() {
        return limits != null && !limits.isEmpty();
    }

    /** {@return the memo's bytes, {@link #memoLength()} of them valid; owned by this command} */
    public byte[] memo() {
        return memo;
    }

    /** {@return how many bytes of {@link #memo()} are valid, 0 to 32} */
    public int memoLength() {
        return memoLength;
    }

    /**
     * Sets the client's own text, echoed on every event of its order.
     *
     * @param bytes the text; copied
     * @param length how many bytes, 0 to 32
     * @return this command
     */
    public Command memo(byte[] bytes, int length) {
        if (length > 0) {
            System.arraycopy(bytes, 0, memo, 0, length);
        }
        memoLength = length;
        return this;
    }

    /** {@return whether the journaling handler has written this command} */
    public boolean journaled() {
        return journaled;
    }

    /**
     * Marks this command as written. Only the journaling handler, and readers of a journal, call it.
     *
     * @param value true when it is in the journal
     */
    public void journaled(boolean value) {
        journaled = value;
    }

    /** {@return why a stage of the lane refused this command without journaling it; null where none did} */
    public RejectReason laneRefusal() {
        return laneRefusal;
    }

    /**
     * Refuses this command without journaling it.
     *
     * @param reason why
     */
    public void laneRefusal(RejectReason reason) {
        laneRefusal = reason;
    }

    /** {@return the market's digest after this command; set by the business-logic handler for the stages behind it} */
    public long digestAfter() {
        return digestAfter;
    }

    /**
     * Sets the market's digest after this command.
     *
     * @param value the digest
     */
    public void digestAfter(long value) {
        digestAfter = value;
    }

    /** {@return what the sender attached: a query's own reader, or whoever is to know the events again; may be null} */
    public Object attachment() {
        return attachment;
    }

    /**
     * Sets what a query is answered by, or what is attached to every event of a command.
     *
     * @param value the object; handed over
     * @return this command
     */
    public Command attachment(Object value) {
        attachment = value;
        return this;
    }
}
