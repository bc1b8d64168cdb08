package io.everbook.journal;

import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What the records of commands and of events write alike, straight into an array. A field that is zero or null has no
 * bit and no bytes: it is written all the same, and what comes next is written over it, since which fields a record has
 * no processor can foresee. So the array has room for the largest record.
 */
final class RecordFields {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private RecordFields() {}

    /** The bit of a field, where it has a value. */
    static int bit(long value, int bit) {
        return present(value) * bit;
    }

    /** 1 where a field has a value, else 0, without a branch. */
    static int present(long value) {
        return (int) ((value | -value) >>> Long.SIZE - 1);
    }

    /** Writes a number; returns where the next one goes, which is the same place where this one is zero. */
    static int put(byte[] to, int at, long value) {
        LONG.set(to, at, value);
        return at + present(value) * Long.BYTES;
    }

    /** The same for a number of four bytes. */
    static int put(byte[] to, int at, int value) {
        INT.set(to, at, value);
        return at + present(value) * Integer.BYTES;
    }

    static void setLong(byte[] to, int at, long value) {
        LONG.set(to, at, value);
    }

    static void setInt(byte[] to, int at, int value) {
        INT.set(to, at, value);
    }

    static void setShort(byte[] to, int at, int value) {
        SHORT.set(to, at, (short) value);
    }

    /** Writes both states; returns where the next field goes. */
    static int putStates(byte[] to, int at, InstrumentState instrument, ParticipantState participant) {
        to[at] = instrument == null ? 0 : instrument.code();
        to[at + 1] = participant == null ? 0 : participant.code();
        return at + CommandDescriptor.STATES_SIZE;
    }

    /** Writes all limits; returns where the next field goes. */
    static int putLimits(byte[] to, int at, Limits limits) {
        LONG.set(to, at, limits.minPriceTicks());
        LONG.set(to, at + Long.BYTES, limits.maxPriceTicks());
        LONG.set(to, at + 2 * Long.BYTES, limits.maxQuantityLots());
        LONG.set(to, at + 3 * Long.BYTES, limits.maxNotional());
        INT.set(to, at + 4 * Long.BYTES, limits.maxOpenOrders());
        return at + CommandDescriptor.LIMITS_SIZE;
    }

    /** Writes a memo behind its length; returns where the next field goes. */
    static int putMemo(byte[] to, int at, byte[] memo, int length) {
        to[at] = (byte) length;
        System.arraycopy(memo, 0, to, at + CommandDescriptor.MEMO_LENGTH_SIZE, length);
        return at + CommandDescriptor.MEMO_LENGTH_SIZE + length;
    }
}
