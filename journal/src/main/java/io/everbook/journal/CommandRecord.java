package io.everbook.journal;

import io.everbook.core.command.Command;
import net.openhft.chronicle.bytes.BytesOut;
import net.openhft.chronicle.bytes.WriteBytesMarshallable;

/**
 * Writes a command as its bytes in a frame, laid out by {@link CommandDescriptor}; {@link CommandReader} reads them.
 * Wraps one command after the other.
 */
final class CommandRecord implements WriteBytesMarshallable {

    private Command command;

    CommandRecord wrap(Command value) {
        command = value;
        return this;
    }

    @Override
    public void writeMarshallable(BytesOut<?> bytes) {
        Command from = command;
        int presence = orderPresence(from) | controlPresence(from);
        bytes.writeByte(from.type().code());
        bytes.writeByte(CommandDescriptor.VERSION);
        bytes.writeShort((short) presence);
        bytes.writeLong(from.timestampNanos());
        writeIdentity(bytes, from, presence);
        writeOrder(bytes, from, presence);
        if ((presence & controlMask()) != 0) {
            writeControl(bytes, from, presence);
        }
    }

    private static int controlMask() {
        return CommandDescriptor.STATES | CommandDescriptor.REFUSAL | CommandDescriptor.LIMITS | CommandDescriptor.MEMO;
    }

    private static int orderPresence(Command from) {
        boolean traits = from.side() != null
                || from.orderType() != null
                || from.timeInForce() != null
                || from.selfTradePrevention() != null;
        return RecordFields.bit(from.participantId(), CommandDescriptor.PARTICIPANT_ID)
                | RecordFields.bit(from.requestId(), CommandDescriptor.REQUEST_ID)
                | RecordFields.bit(from.orderId(), CommandDescriptor.ORDER_ID)
                | RecordFields.bit(from.origRequestId(), CommandDescriptor.ORIG_REQUEST_ID)
                | (traits ? CommandDescriptor.TRAITS : 0)
                | (from.postOnly() ? CommandDescriptor.POST_ONLY : 0)
                | RecordFields.bit(from.priceTicks(), CommandDescriptor.PRICE_TICKS)
                | RecordFields.bit(from.quantityLots(), CommandDescriptor.QUANTITY_LOTS)
                | RecordFields.bit(from.leavesQuantityLots(), CommandDescriptor.LEAVES_QUANTITY_LOTS)
                | RecordFields.bit(from.triggerPriceTicks(), CommandDescriptor.TRIGGER_PRICE_TICKS)
                | RecordFields.bit(from.displayQuantityLots(), CommandDescriptor.DISPLAY_QUANTITY_LOTS)
                | RecordFields.bit(from.expireNanos(), CommandDescriptor.EXPIRE_NANOS);
    }

    private static int controlPresence(Command from) {
        boolean states = from.instrumentState() != null || from.participantState() != null;
        return (states ? CommandDescriptor.STATES : 0)
                | (from.refusal() != null ? CommandDescriptor.REFUSAL : 0)
                | (from.hasLimits() ? CommandDescriptor.LIMITS : 0)
                | RecordFields.bit(from.memoLength(), CommandDescriptor.MEMO);
    }

    private static void writeIdentity(BytesOut<?> bytes, Command from, int presence) {
        if ((presence & CommandDescriptor.PARTICIPANT_ID) != 0) {
            bytes.writeInt(from.participantId());
        }
        RecordFields.writeLong(bytes, from.requestId(), presence & CommandDescriptor.REQUEST_ID);
        RecordFields.writeLong(bytes, from.orderId(), presence & CommandDescriptor.ORDER_ID);
        RecordFields.writeLong(bytes, from.origRequestId(), presence & CommandDescriptor.ORIG_REQUEST_ID);
    }

    private static void writeOrder(BytesOut<?> bytes, Command from, int presence) {
        if ((presence & CommandDescriptor.TRAITS) != 0) {
            bytes.writeByte(from.side() == null ? 0 : from.side().code());
            bytes.writeByte(from.orderType() == null ? 0 : from.orderType().code());
            bytes.writeByte(from.timeInForce() == null ? 0 : from.timeInForce().code());
            bytes.writeByte(
                    from.selfTradePrevention() == null
                            ? 0
                            : from.selfTradePrevention().code());
        }
        RecordFields.writeLong(bytes, from.priceTicks(), presence & CommandDescriptor.PRICE_TICKS);
        RecordFields.writeLong(bytes, from.quantityLots(), presence & CommandDescriptor.QUANTITY_LOTS);
        RecordFields.writeLong(bytes, from.leavesQuantityLots(), presence & CommandDescriptor.LEAVES_QUANTITY_LOTS);
        RecordFields.writeLong(bytes, from.triggerPriceTicks(), presence & CommandDescriptor.TRIGGER_PRICE_TICKS);
        RecordFields.writeLong(bytes, from.displayQuantityLots(), presence & CommandDescriptor.DISPLAY_QUANTITY_LOTS);
        RecordFields.writeLong(bytes, from.expireNanos(), presence & CommandDescriptor.EXPIRE_NANOS);
    }

    private static void writeControl(BytesOut<?> bytes, Command from, int presence) {
        if ((presence & CommandDescriptor.STATES) != 0) {
            RecordFields.writeStates(bytes, from.instrumentState(), from.participantState());
        }
        if ((presence & CommandDescriptor.REFUSAL) != 0) {
            bytes.writeByte(from.refusal().code());
        }
        if ((presence & CommandDescriptor.LIMITS) != 0) {
            RecordFields.writeLimits(bytes, from.limits());
        }
        if ((presence & CommandDescriptor.MEMO) != 0) {
            bytes.writeByte((byte) from.memoLength());
            bytes.write(from.memo(), 0, from.memoLength());
        }
    }
}
