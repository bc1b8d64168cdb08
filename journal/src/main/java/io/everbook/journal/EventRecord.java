package io.everbook.journal;

import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import io.everbook.core.event.RejectReason;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;

/** An event as its bytes in a frame, laid out by {@link EventDescriptor}. Wraps one event after the other. */
final class EventRecord implements BytesMarshallable {

    private static final int MAX_MEMO = 32;
    private static final int RARE = EventDescriptor.TRAITS
            | EventDescriptor.REASONS
            | EventDescriptor.STATES
            | EventDescriptor.LIMITS
            | EventDescriptor.MEMO
            | EventDescriptor.RESTING_MEMO;
    private static final int TRADE = EventDescriptor.TRADE_ID
            | EventDescriptor.RESTING_ORDER_ID
            | EventDescriptor.RESTING_REQUEST_ID
            | EventDescriptor.RESTING_LEAVES_QUANTITY_LOTS
            | EventDescriptor.RESTING_PARTICIPANT_ID;

    private final byte[] text = new byte[MAX_MEMO];
    private ExecutionEvent event;

    EventRecord wrap(ExecutionEvent value) {
        event = value;
        return this;
    }

    @Override
    public void writeMarshallable(BytesOut<?> bytes) {
        ExecutionEvent from = event;
        int presence = flags(from) | orderPresence(from) | tradePresence(from) | rarePresence(from);
        CommandType commandType = from.commandType();
        Side side = from.side();
        bytes.writeByte(from.type().code());
        bytes.writeByte(EventDescriptor.VERSION);
        bytes.writeByte(commandType == null ? 0 : commandType.code());
        bytes.writeByte(side == null ? 0 : side.code());
        bytes.writeInt(presence);
        bytes.writeLong(from.timestampNanos());
        writeOrder(bytes, from, presence);
        if ((presence & TRADE) != 0) {
            writeTrade(bytes, from, presence);
        }
        if ((presence & RARE) != 0) {
            writeRare(bytes, from, presence);
        }
    }

    @Override
    public void readMarshallable(BytesIn<?> bytes) {
        ExecutionEvent to = event;
        to.clear(require(EventType.ofCode(bytes.readByte()), "type"));
        bytes.readByte();
        int commandType = bytes.readByte();
        int side = bytes.readByte();
        int presence = bytes.readInt();
        to.commandType(commandType == 0 ? null : require(CommandType.ofCode(commandType), "commandType"));
        to.side(side == 0 ? null : require(Side.ofCode(side), "side"));
        to.timestampNanos(bytes.readLong());
        to.lastOfCommand((presence & EventDescriptor.LAST_OF_COMMAND) != 0);
        to.postOnly((presence & EventDescriptor.POST_ONLY) != 0);
        to.priorityKept((presence & EventDescriptor.PRIORITY_KEPT) != 0);
        readOrder(bytes, to, presence);
        if ((presence & TRADE) != 0) {
            readTrade(bytes, to, presence);
        }
        if ((presence & RARE) != 0) {
            readRare(bytes, to, presence);
        }
    }

    private static int flags(ExecutionEvent from) {
        return (from.lastOfCommand() ? EventDescriptor.LAST_OF_COMMAND : 0)
                | (from.postOnly() ? EventDescriptor.POST_ONLY : 0)
                | (from.priorityKept() ? EventDescriptor.PRIORITY_KEPT : 0);
    }

    private static int orderPresence(ExecutionEvent from) {
        return RecordFields.bit(from.participantId(), EventDescriptor.PARTICIPANT_ID)
                | RecordFields.bit(from.requestId(), EventDescriptor.REQUEST_ID)
                | RecordFields.bit(from.orderId(), EventDescriptor.ORDER_ID)
                | RecordFields.bit(from.origRequestId(), EventDescriptor.ORIG_REQUEST_ID)
                | RecordFields.bit(from.priceTicks(), EventDescriptor.PRICE_TICKS)
                | RecordFields.bit(from.quantityLots(), EventDescriptor.QUANTITY_LOTS)
                | RecordFields.bit(from.leavesQuantityLots(), EventDescriptor.LEAVES_QUANTITY_LOTS);
    }

    private static int tradePresence(ExecutionEvent from) {
        return RecordFields.bit(from.tradeId(), EventDescriptor.TRADE_ID)
                | RecordFields.bit(from.restingOrderId(), EventDescriptor.RESTING_ORDER_ID)
                | RecordFields.bit(from.restingRequestId(), EventDescriptor.RESTING_REQUEST_ID)
                | RecordFields.bit(from.restingLeavesQuantityLots(), EventDescriptor.RESTING_LEAVES_QUANTITY_LOTS)
                | RecordFields.bit(from.restingParticipantId(), EventDescriptor.RESTING_PARTICIPANT_ID);
    }

    private static int rarePresence(ExecutionEvent from) {
        boolean traits = from.orderType() != null || from.timeInForce() != null;
        boolean reasons = from.rejectReason() != null || from.cancelReason() != null;
        boolean states = from.instrumentState() != null || from.participantState() != null;
        return (traits ? EventDescriptor.TRAITS : 0)
                | (reasons ? EventDescriptor.REASONS : 0)
                | (states ? EventDescriptor.STATES : 0)
                | (from.limits().isEmpty() ? 0 : EventDescriptor.LIMITS)
                | RecordFields.bit(from.memo().length(), EventDescriptor.MEMO)
                | RecordFields.bit(from.restingMemo().length(), EventDescriptor.RESTING_MEMO);
    }

    private static void writeOrder(BytesOut<?> bytes, ExecutionEvent from, int presence) {
        if ((presence & EventDescriptor.PARTICIPANT_ID) != 0) {
            bytes.writeInt(from.participantId());
        }
        RecordFields.writeLong(bytes, from.requestId(), presence & EventDescriptor.REQUEST_ID);
        RecordFields.writeLong(bytes, from.orderId(), presence & EventDescriptor.ORDER_ID);
        RecordFields.writeLong(bytes, from.origRequestId(), presence & EventDescriptor.ORIG_REQUEST_ID);
        RecordFields.writeLong(bytes, from.priceTicks(), presence & EventDescriptor.PRICE_TICKS);
        RecordFields.writeLong(bytes, from.quantityLots(), presence & EventDescriptor.QUANTITY_LOTS);
        RecordFields.writeLong(bytes, from.leavesQuantityLots(), presence & EventDescriptor.LEAVES_QUANTITY_LOTS);
    }

    private static void readOrder(BytesIn<?> bytes, ExecutionEvent to, int presence) {
        if ((presence & EventDescriptor.PARTICIPANT_ID) != 0) {
            to.participantId(bytes.readInt());
        }
        to.requestId(readLong(bytes, presence & EventDescriptor.REQUEST_ID));
        to.orderId(readLong(bytes, presence & EventDescriptor.ORDER_ID));
        to.origRequestId(readLong(bytes, presence & EventDescriptor.ORIG_REQUEST_ID));
        to.priceTicks(readLong(bytes, presence & EventDescriptor.PRICE_TICKS));
        to.quantityLots(readLong(bytes, presence & EventDescriptor.QUANTITY_LOTS));
        to.leavesQuantityLots(readLong(bytes, presence & EventDescriptor.LEAVES_QUANTITY_LOTS));
    }

    private static void writeTrade(BytesOut<?> bytes, ExecutionEvent from, int presence) {
        RecordFields.writeLong(bytes, from.tradeId(), presence & EventDescriptor.TRADE_ID);
        RecordFields.writeLong(bytes, from.restingOrderId(), presence & EventDescriptor.RESTING_ORDER_ID);
        RecordFields.writeLong(bytes, from.restingRequestId(), presence & EventDescriptor.RESTING_REQUEST_ID);
        RecordFields.writeLong(
                bytes, from.restingLeavesQuantityLots(), presence & EventDescriptor.RESTING_LEAVES_QUANTITY_LOTS);
        if ((presence & EventDescriptor.RESTING_PARTICIPANT_ID) != 0) {
            bytes.writeInt(from.restingParticipantId());
        }
    }

    private static void readTrade(BytesIn<?> bytes, ExecutionEvent to, int presence) {
        to.tradeId(readLong(bytes, presence & EventDescriptor.TRADE_ID));
        to.restingOrderId(readLong(bytes, presence & EventDescriptor.RESTING_ORDER_ID));
        to.restingRequestId(readLong(bytes, presence & EventDescriptor.RESTING_REQUEST_ID));
        to.restingLeavesQuantityLots(readLong(bytes, presence & EventDescriptor.RESTING_LEAVES_QUANTITY_LOTS));
        if ((presence & EventDescriptor.RESTING_PARTICIPANT_ID) != 0) {
            to.restingParticipantId(bytes.readInt());
        }
    }

    private static void writeRare(BytesOut<?> bytes, ExecutionEvent from, int presence) {
        if ((presence & EventDescriptor.TRAITS) != 0) {
            bytes.writeByte(from.orderType() == null ? 0 : from.orderType().code());
            bytes.writeByte(from.timeInForce() == null ? 0 : from.timeInForce().code());
        }
        if ((presence & EventDescriptor.REASONS) != 0) {
            bytes.writeByte(
                    from.rejectReason() == null ? 0 : from.rejectReason().code());
            bytes.writeByte(
                    from.cancelReason() == null ? 0 : from.cancelReason().code());
        }
        if ((presence & EventDescriptor.STATES) != 0) {
            RecordFields.writeStates(bytes, from.instrumentState(), from.participantState());
        }
        if ((presence & EventDescriptor.LIMITS) != 0) {
            RecordFields.writeLimits(bytes, from.limits());
        }
        if ((presence & EventDescriptor.MEMO) != 0) {
            writeMemo(bytes, from.memo());
        }
        if ((presence & EventDescriptor.RESTING_MEMO) != 0) {
            writeMemo(bytes, from.restingMemo());
        }
    }

    private void readRare(BytesIn<?> bytes, ExecutionEvent to, int presence) {
        if ((presence & EventDescriptor.TRAITS) != 0) {
            int orderType = bytes.readByte();
            int timeInForce = bytes.readByte();
            to.orderType(orderType == 0 ? null : require(OrderType.ofCode(orderType), "orderType"));
            to.timeInForce(timeInForce == 0 ? null : require(TimeInForce.ofCode(timeInForce), "timeInForce"));
        }
        if ((presence & EventDescriptor.REASONS) != 0) {
            int reject = bytes.readUnsignedByte();
            int cancel = bytes.readUnsignedByte();
            to.rejectReason(reject == 0 ? null : require(RejectReason.ofCode(reject), "rejectReason"));
            to.cancelReason(cancel == 0 ? null : require(CancelReason.ofCode(cancel), "cancelReason"));
        }
        if ((presence & EventDescriptor.STATES) != 0) {
            int instrument = bytes.readByte();
            int participant = bytes.readByte();
            to.instrumentState(instrument == 0 ? null : require(InstrumentState.ofCode(instrument), "state"));
            to.participantState(participant == 0 ? null : require(ParticipantState.ofCode(participant), "state"));
        }
        if ((presence & EventDescriptor.LIMITS) != 0) {
            readLimits(bytes, to.limits());
        }
        if ((presence & EventDescriptor.MEMO) != 0) {
            readMemo(bytes, to.memo());
        }
        if ((presence & EventDescriptor.RESTING_MEMO) != 0) {
            readMemo(bytes, to.restingMemo());
        }
    }

    private static void readLimits(BytesIn<?> bytes, Limits limits) {
        long min = bytes.readLong();
        limits.priceBand(min, bytes.readLong());
        limits.maxQuantityLots(bytes.readLong());
        limits.maxNotional(bytes.readLong());
        limits.maxOpenOrders(bytes.readInt());
    }

    private static void writeMemo(BytesOut<?> bytes, Memo memo) {
        bytes.writeByte((byte) memo.length());
        bytes.write(memo.bytes(), 0, memo.length());
    }

    private void readMemo(BytesIn<?> bytes, Memo memo) {
        int length = bytes.readByte();
        if (length < 1 || length > MAX_MEMO) {
            throw new IllegalStateException("a memo has 1 to 32 bytes: memoLength=" + length);
        }
        bytes.read(text, 0, length);
        memo.set(text, 0, length);
    }

    private static long readLong(BytesIn<?> bytes, int present) {
        return present == 0 ? 0 : bytes.readLong();
    }

    private static <T> T require(T value, String field) {
        if (value == null) {
            throw new IllegalStateException("the record has a code that no value has: field=" + field);
        }
        return value;
    }
}
