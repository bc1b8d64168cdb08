package io.everbook.journal;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import net.openhft.chronicle.bytes.BytesOut;

/** What the records of commands and of events write alike. A field that is zero or null has no bit and no bytes. */
final class RecordFields {

    private RecordFields() {}

    /** The bit of a field, where it has a value. */
    static int bit(long value, int bit) {
        return value == 0 ? 0 : bit;
    }

    /** Writes a number whose bit is set. */
    static void writeLong(BytesOut<?> bytes, long value, int present) {
        if (present != 0) {
            bytes.writeLong(value);
        }
    }

    static void writeStates(BytesOut<?> bytes, InstrumentState instrument, ParticipantState participant) {
        bytes.writeByte(instrument == null ? 0 : instrument.code());
        bytes.writeByte(participant == null ? 0 : participant.code());
    }

    static void writeLimits(BytesOut<?> bytes, Limits limits) {
        bytes.writeLong(limits.minPriceTicks());
        bytes.writeLong(limits.maxPriceTicks());
        bytes.writeLong(limits.maxQuantityLots());
        bytes.writeLong(limits.maxNotional());
        bytes.writeInt(limits.maxOpenOrders());
    }
}
