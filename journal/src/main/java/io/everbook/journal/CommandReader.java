package io.everbook.journal;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.RejectReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link CommandRecord} writes, laid out by {@link CommandDescriptor}, straight from an array: a recovery
 * reads millions of records before any of it is compiled well, and plain array reads are fast early. It may look beyond
 * the record's frame; the caller checks the end that it returns.
 */
final class CommandReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int UNSIGNED = 0xFFFF;
    private static final int CONTROL =
            CommandDescriptor.STATES | CommandDescriptor.REFUSAL | CommandDescriptor.LIMITS | CommandDescriptor.MEMO;

    private final byte[] memo = new byte[Command.MEMO_BYTES];
    private byte[] array;
    private int position;

    /**
     * Reads one record.
     *
     * @param bytes where it stands
     * @param start its first byte
     * @param to cleared, then filled
     * @return the byte after it
     * @throws IllegalStateException where it has a value that no command has
     * @throws IndexOutOfBoundsException where the array ends inside of it
     */
    int read(byte[] bytes, int start, Command to) {
        array = bytes;
        position = start + CommandDescriptor.FIELDS_OFFSET;
        int presence = (short) SHORT.get(bytes, start + CommandDescriptor.PRESENCE_OFFSET) & UNSIGNED;
        to.clear();
        to.type(require(CommandType.ofCode(bytes[start + CommandDescriptor.TYPE_OFFSET]), "type"));
        to.timestampNanos((long) LONG.get(bytes, start + CommandDescriptor.TIMESTAMP_OFFSET));
        identity(to, presence);
        order(to, presence);
        if ((presence & CONTROL) != 0) {
            control(to, presence);
        }
        return position;
    }

    private void identity(Command to, int presence) {
        if ((presence & CommandDescriptor.PARTICIPANT_ID) != 0) {
            to.participantId(nextInt());
        }
        to.requestId(next(presence & CommandDescriptor.REQUEST_ID));
        to.orderId(next(presence & CommandDescriptor.ORDER_ID));
        to.origRequestId(next(presence & CommandDescriptor.ORIG_REQUEST_ID));
    }

    private void order(Command to, int presence) {
        to.postOnly((presence & CommandDescriptor.POST_ONLY) != 0);
        if ((presence & CommandDescriptor.TRAITS) != 0) {
            traits(to);
        }
        to.priceTicks(next(presence & CommandDescriptor.PRICE_TICKS));
        to.quantityLots(next(presence & CommandDescriptor.QUANTITY_LOTS));
        to.leavesQuantityLots(next(presence & CommandDescriptor.LEAVES_QUANTITY_LOTS));
        to.triggerPriceTicks(next(presence & CommandDescriptor.TRIGGER_PRICE_TICKS));
        to.displayQuantityLots(next(presence & CommandDescriptor.DISPLAY_QUANTITY_LOTS));
        to.expireNanos(next(presence & CommandDescriptor.EXPIRE_NANOS));
    }

    private void traits(Command to) {
        int side = nextByte();
        int orderType = nextByte();
        int timeInForce = nextByte();
        int prevention = nextByte();
        to.side(side == 0 ? null : require(Side.ofCode(side), "side"));
        to.orderType(orderType == 0 ? null : require(OrderType.ofCode(orderType), "orderType"));
        to.timeInForce(timeInForce == 0 ? null : require(TimeInForce.ofCode(timeInForce), "timeInForce"));
        to.selfTradePrevention(
                prevention == 0 ? null : require(SelfTradePrevention.ofCode(prevention), "selfTradePrevention"));
    }

    private void control(Command to, int presence) {
        if ((presence & CommandDescriptor.STATES) != 0) {
            int instrument = nextByte();
            int participant = nextByte();
            to.instrumentState(instrument == 0 ? null : require(InstrumentState.ofCode(instrument), "state"));
            to.participantState(participant == 0 ? null : require(ParticipantState.ofCode(participant), "state"));
        }
        if ((presence & CommandDescriptor.REFUSAL) != 0) {
            to.refusal(require(RejectReason.ofCode(nextByte()), "refusal"));
        }
        if ((presence & CommandDescriptor.LIMITS) != 0) {
            Limits limits = to.limits();
            long min = next(1);
            limits.priceBand(min, next(1));
            limits.maxQuantityLots(next(1));
            limits.maxNotional(next(1));
            limits.maxOpenOrders(nextInt());
        }
        if ((presence & CommandDescriptor.MEMO) != 0) {
            memo(to);
        }
    }

    private void memo(Command to) {
        int length = nextByte();
        if (length < 1 || length > Command.MEMO_BYTES) {
            throw new IllegalStateException("a memo has 1 to 32 bytes: memoLength=" + length);
        }
        System.arraycopy(array, position, memo, 0, length);
        position += length;
        to.memo(memo, length);
    }

    private long next(int present) {
        if (present == 0) {
            return 0;
        }
        long value = (long) LONG.get(array, position);
        position += Long.BYTES;
        return value;
    }

    private int nextInt() {
        int value = (int) INT.get(array, position);
        position += Integer.BYTES;
        return value;
    }

    private int nextByte() {
        return array[position++];
    }

    private static <T> T require(T value, String field) {
        if (value == null) {
            throw new IllegalStateException("the record has a code that no value has: field=" + field);
        }
        return value;
    }
}
