package io.everbook.core.event;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;

/** One event, used again for ever. Only a trade speaks of two orders. Fields not named for a kind are zero or null. */
public final class ExecutionEvent {

    /** By their codes, the kinds of event that use none of what {@link #clearSeldomUsed()} empties. */
    private static final int PLAIN = 1 << EventType.ACCEPTED.code()
            | 1 << EventType.REJECTED.code()
            | 1 << EventType.CANCELLED.code()
            | 1 << EventType.REPLACED.code();

    /** Where in {@link #kinds} each code begins: after the five bits of what happened. Digests contain this order. */
    private static final int COMMAND_TYPE = 5;

    private static final int SIDE = 10;
    private static final int ORDER_TYPE = 12;
    private static final int TIME_IN_FORCE = 16;
    private static final int REJECT_REASON = 20;
    private static final int CANCEL_REASON = 35;
    private static final int MEMO_LENGTH = 42;

    private static final int TYPE_MASK = 31;
    private static final int SIDE_MASK = 3;
    private static final int ORDER_MASK = 15;
    private static final int REASON_MASK = 127;
    private static final long POST_ONLY = 1L << 32;
    private static final long PRIORITY_KEPT = 1L << 33;
    private static final long LAST_OF_COMMAND = 1L << 34;

    /** The codes and flags that every kind of event may use, packed so that all are emptied and folded as one. */
    private long kinds;

    private byte instrumentState;
    private byte participantState;
    private long sequence;
    private long timestampNanos;
    private long orderId;
    private long requestId;
    private long origRequestId;
    private long priceTicks;
    private long quantityLots;
    private long leavesQuantityLots;
    private long tradeId;
    private long restingOrderId;
    private long restingRequestId;
    private long restingLeavesQuantityLots;
    private int participantId;
    private int restingParticipantId;
    private int marketIndex;
    private int indexInCommand;
    private final Memo memo = new Memo();
    private final Memo restingMemo = new Memo();
    private final Limits limits = new Limits();
    private final ShownChange shown = new ShownChange();
    private Object attachment;

    /** {@return this event, every field emptied but what happened} */
    public ExecutionEvent clear(EventType newType) {
        clearOften(newType);
        clearSeldomUsed();
        return this;
    }

    private void clearOften(EventType newType) {
        kinds = newType.code();
        sequence = 0;
        timestampNanos = 0;
        orderId = 0;
        requestId = 0;
        origRequestId = 0;
        priceTicks = 0;
        quantityLots = 0;
        leavesQuantityLots = 0;
        participantId = 0;
        marketIndex = -1;
        indexInCommand = 0;
        memo.clear();
        shown.clear();
    }

    private void clearSeldomUsed() {
        instrumentState = 0;
        participantState = 0;
        tradeId = 0;
        restingOrderId = 0;
        restingRequestId = 0;
        restingLeavesQuantityLots = 0;
        restingParticipantId = 0;
        restingMemo.clear();
        limits.clear();
        attachment = null;
    }

    /** Empties every field that the last use of this event may have set, and takes over what the command says. */
    ExecutionEvent begin(EventType newType, Command command, int index) {
        if (!isPlain()) {
            clearSeldomUsed();
        }
        clearOften(newType);
        kinds = newType.code() | command.typeCode() << COMMAND_TYPE;
        sequence = command.sequence();
        timestampNanos = command.timestampNanos();
        requestId = command.requestId();
        participantId = command.participantId();
        marketIndex = command.marketIndex();
        indexInCommand = index;
        return this;
    }

    /** Takes over every field of another event, which is not kept. */
    public void copyFrom(ExecutionEvent other) {
        kinds = other.kinds;
        instrumentState = other.instrumentState;
        participantState = other.participantState;
        sequence = other.sequence;
        timestampNanos = other.timestampNanos;
        orderId = other.orderId;
        requestId = other.requestId;
        origRequestId = other.origRequestId;
        priceTicks = other.priceTicks;
        quantityLots = other.quantityLots;
        leavesQuantityLots = other.leavesQuantityLots;
        tradeId = other.tradeId;
        restingOrderId = other.restingOrderId;
        restingRequestId = other.restingRequestId;
        restingLeavesQuantityLots = other.restingLeavesQuantityLots;
        participantId = other.participantId;
        restingParticipantId = other.restingParticipantId;
        marketIndex = other.marketIndex;
        indexInCommand = other.indexInCommand;
        memo.copyFrom(other.memo);
        restingMemo.copyFrom(other.restingMemo);
        limits.copyFrom(other.limits);
        shown.copyFrom(other.shown);
        attachment = other.attachment;
    }

    private int get(int shift, int mask) {
        return (int) (kinds >>> shift) & mask;
    }

    private ExecutionEvent set(int shift, long mask, long code) {
        kinds = kinds & ~(mask << shift) | (code & mask) << shift;
        return this;
    }

    /** {@return whether this kind of event uses none of what is seldom used} */
    boolean isPlain() {
        return (PLAIN >>> (int) kinds & 1) != 0;
    }

    /**
     * {@return bits 0-4 type, 5-9 command type, 10-11 side, 12-15 order type, 16-19 time in force, 20-26 reject reason,
     * 32 post-only, 33 priority kept, 34 last of command, 35-41 cancel reason, from 42 the length of the memo}
     */
    public long kinds() {
        return kinds | (long) memo.length() << MEMO_LENGTH;
    }

    /** {@return what happened} */
    public EventType type() {
        return EventType.ofCode((int) kinds & TYPE_MASK);
    }

    /** {@return what was asked for} */
    public CommandType commandType() {
        return CommandType.ofCode(get(COMMAND_TYPE, TYPE_MASK));
    }

    /** {@return this event, after setting what was asked for; null for none} */
    public ExecutionEvent commandType(CommandType value) {
        return set(COMMAND_TYPE, TYPE_MASK, value == null ? 0 : value.code());
    }

    /** {@return the side of the order; null where there is none} */
    public Side side() {
        return Side.ofCode(get(SIDE, SIDE_MASK));
    }

    /** {@return this event, after setting the side of the order; null for none} */
    public ExecutionEvent side(Side value) {
        return set(SIDE, SIDE_MASK, value == null ? 0 : value.code());
    }

    /** {@return this event, after taking over side, order type, time in force and post-only of a new order} */
    public ExecutionEvent order(Command command) {
        return set(SIDE, Command.SIDE_TO_TIME_MASK, command.orderCodes()).postOnly(command.postOnly());
    }

    /** {@return accepted: how the order is priced} */
    public OrderType orderType() {
        return OrderType.ofCode(get(ORDER_TYPE, ORDER_MASK));
    }

    /** {@return this event, after setting how the order is priced; null for none} */
    public ExecutionEvent orderType(OrderType value) {
        return set(ORDER_TYPE, ORDER_MASK, value == null ? 0 : value.code());
    }

    /** {@return accepted: how long it stays} */
    public TimeInForce timeInForce() {
        return TimeInForce.ofCode(get(TIME_IN_FORCE, ORDER_MASK));
    }

    /** {@return this event, after setting how long it stays; null for none} */
    public ExecutionEvent timeInForce(TimeInForce value) {
        return set(TIME_IN_FORCE, ORDER_MASK, value == null ? 0 : value.code());
    }

    /** {@return rejected: why} */
    public RejectReason rejectReason() {
        return RejectReason.ofCode(get(REJECT_REASON, REASON_MASK));
    }

    /** {@return this event, after setting why; null for none} */
    public ExecutionEvent rejectReason(RejectReason value) {
        return set(REJECT_REASON, REASON_MASK, value == null ? 0 : value.code());
    }

    /** {@return cancelled: why} */
    public CancelReason cancelReason() {
        return CancelReason.ofCode(get(CANCEL_REASON, REASON_MASK));
    }

    /** {@return this event, after setting why; null for none} */
    public ExecutionEvent cancelReason(CancelReason value) {
        return set(CANCEL_REASON, REASON_MASK, value == null ? 0 : value.code());
    }

    /** {@return the instrument's new state} */
    public InstrumentState instrumentState() {
        return InstrumentState.ofCode(instrumentState);
    }

    /** {@return this event, after setting the instrument's new state; null for none} */
    public ExecutionEvent instrumentState(InstrumentState value) {
        instrumentState = value == null ? 0 : value.code();
        return this;
    }

    /** {@return the participant's new state} */
    public ParticipantState participantState() {
        return ParticipantState.ofCode(participantState);
    }

    /** {@return this event, after setting the participant's new state; null for none} */
    public ExecutionEvent participantState(ParticipantState value) {
        participantState = value == null ? 0 : value.code();
        return this;
    }

    /** {@return accepted: whether the order must not take liquidity} */
    public boolean postOnly() {
        return (kinds & POST_ONLY) != 0;
    }

    /** {@return this event, after setting whether the order must not take liquidity} */
    public ExecutionEvent postOnly(boolean value) {
        kinds = value ? kinds | POST_ONLY : kinds & ~POST_ONLY;
        return this;
    }

    /** {@return replaced: whether the order kept its place in the queue} */
    public boolean priorityKept() {
        return (kinds & PRIORITY_KEPT) != 0;
    }

    /** {@return this event, after setting whether the order kept its place in the queue} */
    public ExecutionEvent priorityKept(boolean value) {
        kinds = value ? kinds | PRIORITY_KEPT : kinds & ~PRIORITY_KEPT;
        return this;
    }

    /** {@return whether this is the last event of its command} */
    public boolean lastOfCommand() {
        return (kinds & LAST_OF_COMMAND) != 0;
    }

    /** {@return this event, after setting whether this is the last event of its command} */
    public ExecutionEvent lastOfCommand(boolean value) {
        kinds = value ? kinds | LAST_OF_COMMAND : kinds & ~LAST_OF_COMMAND;
        return this;
    }

    /** {@return the sequence of the command that caused this event; 0 where the event is unsequenced} */
    public long sequence() {
        return sequence;
    }

    /** {@return this event, after setting the sequence of the command that caused this event} */
    public ExecutionEvent sequence(long value) {
        sequence = value;
        return this;
    }

    /** {@return the command's time stamp, nanoseconds since the epoch; not part of the digest} */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** {@return this event, after setting the command's time stamp, nanoseconds since the epoch} */
    public ExecutionEvent timestampNanos(long value) {
        timestampNanos = value;
        return this;
    }

    /** {@return the order this event is about; for a trade the incoming one; 0 where there is none} */
    public long orderId() {
        return orderId;
    }

    /** {@return this event, after setting the order this event is about} */
    public ExecutionEvent orderId(long value) {
        orderId = value;
        return this;
    }

    /** {@return the request id of the command; 0 where unused} */
    public long requestId() {
        return requestId;
    }

    /** {@return this event, after setting the request id of the command} */
    public ExecutionEvent requestId(long value) {
        requestId = value;
        return this;
    }

    /** {@return the request id of the command that entered the order; 0 where unused} */
    public long origRequestId() {
        return origRequestId;
    }

    /** {@return this event, after setting the request id of the command that entered the order} */
    public ExecutionEvent origRequestId(long value) {
        origRequestId = value;
        return this;
    }

    /** {@return the order's price, or the trade's; 0 where there is none} */
    public long priceTicks() {
        return priceTicks;
    }

    /** {@return this event, after setting the order's price, or the trade's} */
    public ExecutionEvent priceTicks(long value) {
        priceTicks = value;
        return this;
    }

    /** {@return accepted, replaced: the order's; traded, cancelled: how much; mass cancelled: how many orders} */
    public long quantityLots() {
        return quantityLots;
    }

    /** {@return this event, after setting order quantity} */
    public ExecutionEvent quantityLots(long value) {
        quantityLots = value;
        return this;
    }

    /** {@return what stays open of the order afterwards} */
    public long leavesQuantityLots() {
        return leavesQuantityLots;
    }

    /** {@return this event, after setting what stays open of the order afterwards} */
    public ExecutionEvent leavesQuantityLots(long value) {
        leavesQuantityLots = value;
        return this;
    }

    /** {@return the trade's id, per symbol, dense, from 1; 0 for other events} */
    public long tradeId() {
        return tradeId;
    }

    /** {@return this event, after setting the trade's id, per symbol, dense, from 1} */
    public ExecutionEvent tradeId(long value) {
        tradeId = value;
        return this;
    }

    /** {@return trades: the resting order} */
    public long restingOrderId() {
        return restingOrderId;
    }

    /** {@return this event, after setting the resting order} */
    public ExecutionEvent restingOrderId(long value) {
        restingOrderId = value;
        return this;
    }

    /** {@return trades: the request id that entered the resting order; 0 where unused} */
    public long restingRequestId() {
        return restingRequestId;
    }

    /** {@return this event, after setting the request id that entered the resting order} */
    public ExecutionEvent restingRequestId(long value) {
        restingRequestId = value;
        return this;
    }

    /** {@return trades: what stays open of the resting order} */
    public long restingLeavesQuantityLots() {
        return restingLeavesQuantityLots;
    }

    /** {@return this event, after setting what stays open of the resting order} */
    public ExecutionEvent restingLeavesQuantityLots(long value) {
        restingLeavesQuantityLots = value;
        return this;
    }

    /** {@return who the event is for; for a trade the owner of the incoming order} */
    public int participantId() {
        return participantId;
    }

    /** {@return this event, after setting who the event is for} */
    public ExecutionEvent participantId(int value) {
        participantId = value;
        return this;
    }

    /** {@return trades: the owner of the resting order} */
    public int restingParticipantId() {
        return restingParticipantId;
    }

    /** {@return this event, after setting the owner of the resting order} */
    public ExecutionEvent restingParticipantId(int value) {
        restingParticipantId = value;
        return this;
    }

    /** {@return the place of the market in its lane's table; -1 where unknown; not part of the digest} */
    public int marketIndex() {
        return marketIndex;
    }

    /** {@return this event, after setting the place of the market in its lane's table} */
    public ExecutionEvent marketIndex(int value) {
        marketIndex = value;
        return this;
    }

    /** {@return the place of this event among those of its command, from 0} */
    public int indexInCommand() {
        return indexInCommand;
    }

    /** {@return this event, after setting the place of this event among those of its command, from 0} */
    public ExecutionEvent indexInCommand(int value) {
        indexInCommand = value;
        return this;
    }

    /** {@return the memo of the order; owned by this event} */
    public Memo memo() {
        return memo;
    }

    /** {@return trades: the memo of the resting order; owned by this event} */
    public Memo restingMemo() {
        return restingMemo;
    }

    /** {@return limits changed: the limits now; owned by this event} */
    public Limits limits() {
        return limits;
    }

    /** {@return what changes of the visible book; owned by this event} */
    public ShownChange shown() {
        return shown;
    }

    /** {@return the book, where this answers a query; else what the command's sender attached to it, or null} */
    public Object attachment() {
        return attachment;
    }

    /** {@return this event, after setting what it carries; never logged, not part of the digest} */
    public ExecutionEvent attachment(Object value) {
        attachment = value;
        return this;
    }
}
