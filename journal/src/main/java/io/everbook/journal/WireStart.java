package io.everbook.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * Loads Chronicle Wire ahead of its first use: its classes take a third of a second or more, which a boot need not wait
 * for.
 */
public final class WireStart {

    private static final int ROOM = 256;

    private static Thread loading;

    private WireStart() {}

    /** Loads it on a thread of its own, once; whoever needs it meanwhile waits for the same loading. */
    public static void begin() {
        if (loading != null) {
            return;
        }
        Thread thread = new Thread(WireStart::load, "everbook-wire");
        thread.setDaemon(true);
        thread.start();
        loading = thread;
    }

    /**
     * Waits until what {@link #begin()} began has ended, before the process does: its classes ask for a shutdown hook,
     * which is refused, loudly, once the process is going down. For the same thread.
     */
    public static void end() {
        if (loading != null) {
            try {
                loading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes and reads a field of each kind that headers have. */
    static boolean load() {
        Bytes<byte[]> bytes = Bytes.wrapForWrite(new byte[ROOM]);
        Wire wire = WireType.BINARY.apply(bytes);
        wire.write("symbol").text("BTC-USD");
        wire.write("sequence").int64(1);
        return "BTC-USD".equals(wire.read("symbol").text())
                && wire.read("sequence").int64() == 1;
    }
}
