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
import net.openhft.chronicle.bytes.ReadBytesMarshallable;

/** An event as its bytes in a frame, laid out by {@link EventDescriptor}. Wraps one event after the other. */
final class EventRecord implements ReadBytesMarshallable {

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

    /** What of the record is written seldom, and last. */
    private static final int SELDOM = RARE & ~EventDescriptor.TRAITS;

    /** The bits of {@link ExecutionEvent#kinds()} that the traits and the reasons are made of. */
    private static final long TRAITS_OF_KINDS = 0xFFL << 12;

    private static final long REASONS_OF_KINDS = 0x7FL << 20 | 0x7FL << 35;

    private final byte[] text = new byte[MAX_MEMO];
    private ExecutionEvent event;

    EventRecord wrap(ExecutionEvent value) {
        event = value;
        return this;
    }

    /**
     * Writes one record.
     *
     * @param to has room for {@link EventDescriptor#MAX_SIZE} bytes there
     * @param start where it begins
     * @return the byte after it
     */
    static int write(byte[] to, int start, ExecutionEvent from) {
        long kinds = from.kinds();
        int presence = flags(kinds) | orderPresence(from) | tradePresence(from) | rarePresence(kinds, from);
        int codes = (int) (kinds & 0x1F | (kinds & 0x3E0) << 11 | (kinds & 0xC00) << 14);
        RecordFields.setInt(to, start + EventDescriptor.TYPE_OFFSET, codes | EventDescriptor.VERSION << Byte.SIZE);
        RecordFields.setInt(to, start + EventDescriptor.PRESENCE_OFFSET, presence);
        RecordFields.setLong(to, start + EventDescriptor.TIMESTAMP_OFFSET, from.timestampNanos());
        int at = RecordFields.put(to, start + EventDescriptor.FIELDS_OFFSET, from.participantId());
        at = RecordFields.put(to, at, from.requestId());
        at = RecordFields.put(to, at, from.orderId());
        at = RecordFields.put(to, at, from.origRequestId());
        at = RecordFields.put(to, at, from.priceTicks());
        at = RecordFields.put(to, at, from.quantityLots());
        at = RecordFields.put(to, at, from.leavesQuantityLots());
        if ((presence & TRADE) != 0) {
            at = RecordFields.put(to, at, from.tradeId());
            at = RecordFields.put(to, at, from.restingOrderId());
            at = RecordFields.put(to, at, from.restingRequestId());
            at = RecordFields.put(to, at, from.restingLeavesQuantityLots());
            at = RecordFields.put(to, at, from.restingParticipantId());
        }
        if ((presence & EventDescriptor.TRAITS) != 0) {
            RecordFields.setShort(to, at, (int) (kinds >>> 12 & 0xF | (kinds >>> 16 & 0xF) << Byte.SIZE));
            at += EventDescriptor.TRAITS_SIZE;
        }
        return (presence & SELDOM) == 0 ? at : writeSeldom(to, at, from, presence);
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

    private static int flags(long kinds) {
        int flags = (int) (kinds >>> 32) & 7;
        return flags >>> 2 | (flags & 3) << 1;
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

    private static int rarePresence(long kinds, ExecutionEvent from) {
        boolean states = from.instrumentState() != null || from.participantState() != null;
        return RecordFields.bit(kinds & TRAITS_OF_KINDS, EventDescriptor.TRAITS)
                | RecordFields.bit(kinds & REASONS_OF_KINDS, EventDescriptor.REASONS)
                | (states ? EventDescriptor.STATES : 0)
                | (from.limits().isEmpty() ? 0 : EventDescriptor.LIMITS)
                | RecordFields.bit(from.memo().length(), EventDescriptor.MEMO)
                | RecordFields.bit(from.restingMemo().length(), EventDescriptor.RESTING_MEMO);
    }

    private static int writeSeldom(byte[] to, int start, ExecutionEvent from, int presence) {
        int at = start;
        if ((presence & EventDescriptor.REASONS) != 0) {
            to[at] = from.rejectReason() == null ? 0 : from.rejectReason().code();
            to[at + 1] = from.cancelReason() == null ? 0 : from.cancelReason().code();
            at += EventDescriptor.REASONS_SIZE;
        }
        if ((presence & EventDescriptor.STATES) != 0) {
            at = RecordFields.putStates(to, at, from.instrumentState(), from.participantState());
        }
        if ((presence & EventDescriptor.LIMITS) != 0) {
            at = RecordFields.putLimits(to, at, from.limits());
        }
        if ((presence & EventDescriptor.MEMO) != 0) {
            at = RecordFields.putMemo(to, at, from.memo().bytes(), from.memo().length());
        }
        if ((presence & EventDescriptor.RESTING_MEMO) != 0) {
            at = RecordFields.putMemo(
                    to, at, from.restingMemo().bytes(), from.restingMemo().length());
        }
        return at;
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

    private static void readTrade(BytesIn<?> bytes, ExecutionEvent to, int presence) {
        to.tradeId(readLong(bytes, presence & EventDescriptor.TRADE_ID));
        to.restingOrderId(readLong(bytes, presence & EventDescriptor.RESTING_ORDER_ID));
        to.restingRequestId(readLong(bytes, presence & EventDescriptor.RESTING_REQUEST_ID));
        to.restingLeavesQuantityLots(readLong(bytes, presence & EventDescriptor.RESTING_LEAVES_QUANTITY_LOTS));
        if ((presence & EventDescriptor.RESTING_PARTICIPANT_ID) != 0) {
            to.restingParticipantId(bytes.readInt());
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
