package io.everbook.journal;

import io.everbook.core.command.Command;

/**
 * Writes a command as its bytes in a frame, laid out by {@link CommandDescriptor}; {@link CommandReader} reads them.
 */
final class CommandRecord {

    /** Where {@link Command#orderCodes()} has the last of its codes, a single bit. */
    private static final int POST_ONLY_SHIFT = 14;

    private static final int CONTROL =
            CommandDescriptor.STATES | CommandDescriptor.REFUSAL | CommandDescriptor.LIMITS | CommandDescriptor.MEMO;

    private CommandRecord() {}

    /**
     * Writes one record.
     *
     * @param to has room for {@link CommandDescriptor#MAX_SIZE} bytes there
     * @param start where it begins
     * @return the byte after it
     */
    static int write(byte[] to, int start, Command from) {
        int codes = from.orderCodes();
        int traits = traits(codes);
        int presence = RecordFields.bit(from.participantId(), CommandDescriptor.PARTICIPANT_ID)
                | RecordFields.bit(from.requestId(), CommandDescriptor.REQUEST_ID)
                | RecordFields.bit(from.orderId(), CommandDescriptor.ORDER_ID)
                | RecordFields.bit(from.origRequestId(), CommandDescriptor.ORIG_REQUEST_ID)
                | RecordFields.bit(traits, CommandDescriptor.TRAITS)
                | (codes >>> POST_ONLY_SHIFT) * CommandDescriptor.POST_ONLY
                | RecordFields.bit(from.priceTicks(), CommandDescriptor.PRICE_TICKS)
                | RecordFields.bit(from.quantityLots(), CommandDescriptor.QUANTITY_LOTS)
                | RecordFields.bit(from.leavesQuantityLots(), CommandDescriptor.LEAVES_QUANTITY_LOTS)
                | RecordFields.bit(from.triggerPriceTicks(), CommandDescriptor.TRIGGER_PRICE_TICKS)
                | RecordFields.bit(from.displayQuantityLots(), CommandDescriptor.DISPLAY_QUANTITY_LOTS)
                | RecordFields.bit(from.expireNanos(), CommandDescriptor.EXPIRE_NANOS)
                | controlPresence(from);
        to[start + CommandDescriptor.TYPE_OFFSET] = from.typeCode();
        to[start + CommandDescriptor.VERSION_OFFSET] = CommandDescriptor.VERSION;
        RecordFields.setShort(to, start + CommandDescriptor.PRESENCE_OFFSET, presence);
        RecordFields.setLong(to, start + CommandDescriptor.TIMESTAMP_OFFSET, from.timestampNanos());
        int at = RecordFields.put(to, start + CommandDescriptor.FIELDS_OFFSET, from.participantId());
        at = RecordFields.put(to, at, from.requestId());
        at = RecordFields.put(to, at, from.orderId());
        at = RecordFields.put(to, at, from.origRequestId());
        at = RecordFields.put(to, at, traits);
        at = RecordFields.put(to, at, from.priceTicks());
        at = RecordFields.put(to, at, from.quantityLots());
        at = RecordFields.put(to, at, from.leavesQuantityLots());
        at = RecordFields.put(to, at, from.triggerPriceTicks());
        at = RecordFields.put(to, at, from.displayQuantityLots());
        at = RecordFields.put(to, at, from.expireNanos());
        return (presence & CONTROL) == 0 ? at : control(to, at, from, presence);
    }

    /** The four codes of the traits, each in a byte of its own. */
    private static int traits(int codes) {
        return codes & 0x3 | (codes & 0x3C) << 6 | (codes & 0x3C0) << 10 | (codes & 0x3C00) << 14;
    }

    private static int controlPresence(Command from) {
        boolean states = from.instrumentState() != null || from.participantState() != null;
        return (states ? CommandDescriptor.STATES : 0)
                | (from.refusal() != null ? CommandDescriptor.REFUSAL : 0)
                | (from.hasLimits() ? CommandDescriptor.LIMITS : 0)
                | RecordFields.bit(from.memoLength(), CommandDescriptor.MEMO);
    }

    private static int control(byte[] to, int start, Command from, int presence) {
        int at = start;
        if ((presence & CommandDescriptor.STATES) != 0) {
            at = RecordFields.putStates(to, at, from.instrumentState(), from.participantState());
        }
        if ((presence & CommandDescriptor.REFUSAL) != 0) {
            to[at++] = from.refusal().code();
        }
        if ((presence & CommandDescriptor.LIMITS) != 0) {
            at = RecordFields.putLimits(to, at, from.limits());
        }
        if ((presence & CommandDescriptor.MEMO) != 0) {
            at = RecordFields.putMemo(to, at, from.memo(), from.memoLength());
        }
        return at;
    }
}
