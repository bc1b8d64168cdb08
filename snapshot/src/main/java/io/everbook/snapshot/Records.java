package io.everbook.snapshot;

import net.openhft.chronicle.bytes.BytesIn;

/** Checks of what is read from records. */
final class Records {

    private Records() {}

    static void expect(BytesIn<?> in, byte type, byte version) {
        expect(in.readByte(), in.readByte(), type, version);
    }

    static void expect(byte foundType, byte foundVersion, byte type, byte version) {
        if (foundType != type || foundVersion != version) {
            throw new IllegalArgumentException("unexpected record: type=" + foundType + " version=" + foundVersion
                    + " expectedType=" + type + " expectedVersion=" + version);
        }
    }

    static <T> T known(T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("unknown " + what);
        }
        return value;
    }
}
