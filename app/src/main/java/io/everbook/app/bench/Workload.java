package io.everbook.app.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * A recorded stream of new orders, cancels and modifies in the consensus format, plain or gzipped, as parallel arrays:
 * a 16-byte header (magic, version, count), then 40 bytes a message, little-endian.
 *
 * <pre>
 *   0 type (0 new, 1 cancel, 2 modify)   1 side (0 buy, 1 sell)   2 ioc   3 zero   4 quantity (u32)
 *   8 sequence number   16 order id   24 price in ticks   32 reserved
 * </pre>
 */
final class Workload {

    static final byte NEW = 0;
    static final byte CANCEL = 1;
    static final byte MODIFY = 2;

    private static final int HEADER_BYTES = 16;
    private static final int COUNT_OFFSET = 12;
    private static final int MESSAGE_BYTES = 40;
    private static final long MAX_ORDER_ID = 100_000_000L;
    private static final int GENERATED_OPEN = 2_700;
    private static final long GENERATED_MIDDLE = 100_000;
    private static final int GENERATED_LEVELS = 145;
    private static final int GENERATED_OVERLAP = 3;

    final int count;
    final byte[] type;
    final boolean[] buys;
    final boolean[] immediate;
    final long[] quantity;
    final long[] sequence;
    final long[] orderId;
    final long[] price;

    private Workload(int count) {
        this.count = count;
        type = new byte[count];
        buys = new boolean[count];
        immediate = new boolean[count];
        quantity = new long[count];
        sequence = new long[count];
        orderId = new long[count];
        price = new long[count];
    }

    /**
     * Reads a workload.
     *
     * @param file the file, plain or gzipped
     * @return the messages
     * @throws IOException where it cannot be read
     * @throws IllegalArgumentException where it is no such workload
     */
    static Workload read(Path file) throws IOException {
        byte[] bytes;
        boolean zipped = file.getFileName().toString().endsWith(".gz");
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            bytes = in.readAllBytes();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.length < HEADER_BYTES ? -1 : buffer.getInt(COUNT_OFFSET);
        if (count < 1 || bytes.length != HEADER_BYTES + (long) count * MESSAGE_BYTES) {
            throw new IllegalArgumentException("not a workload in the consensus format, or cut short: file=" + file
                    + " bytes=" + bytes.length + " messages=" + count);
        }
        Workload workload = new Workload(count);
        for (int i = 0; i < count; i++) {
            workload.read(buffer, i);
        }
        return workload;
    }

    /**
     * Makes a workload like the recorded one: a middle that walks, some 2,700 resting orders around it, of a hundred
     * new orders 15 immediate or cancel, a fifth of the orders modified, nearly all cancelled. The same arguments make
     * the same messages.
     *
     * @param count how many messages, 1 or more
     * @param seed what the random numbers start from
     * @return the messages
     */
    static Workload generate(int count, long seed) {
        Workload workload = new Workload(count);
        SplittableRandom random = new SplittableRandom(seed);
        int[] open = new int[GENERATED_OPEN + 1];
        int openCount = 0;
        int orders = 0;
        long middle = GENERATED_MIDDLE;
        for (int i = 0; i < count; i++) {
            boolean full = openCount == GENERATED_OPEN;
            workload.sequence[i] = i + 1;
            workload.buys[i] = random.nextBoolean();
            workload.quantity[i] = 1 + random.nextInt(100);
            middle += random.nextInt(20) == 0 ? random.nextInt(3) - 1 : 0;
            int distance = random.nextInt(GENERATED_LEVELS) - GENERATED_OVERLAP;
            workload.price[i] = workload.buys[i] ? middle - distance : middle + distance;
            if (openCount == 0 || !full && random.nextInt(100) < 55) {
                workload.immediate[i] = random.nextInt(100) < 15;
                workload.orderId[i] = ++orders;
                if (!workload.immediate[i]) {
                    open[openCount++] = orders;
                }
            } else {
                int place = random.nextInt(openCount);
                workload.orderId[i] = open[place];
                workload.type[i] = random.nextInt(100) < 20 ? MODIFY : CANCEL;
                if (workload.type[i] == CANCEL) {
                    open[place] = open[--openCount];
                }
            }
        }
        return workload;
    }

    private void read(ByteBuffer buffer, int i) {
        int at = HEADER_BYTES + i * MESSAGE_BYTES;
        type[i] = buffer.get(at);
        buys[i] = buffer.get(at + 1) == 0;
        immediate[i] = buffer.get(at + 2) != 0;
        quantity[i] = buffer.getInt(at + 4) & 0xFFFF_FFFFL;
        sequence[i] = buffer.getLong(at + 8);
        orderId[i] = buffer.getLong(at + 16);
        price[i] = buffer.getLong(at + 24);
        if (type[i] < NEW || type[i] > MODIFY || orderId[i] < 0 || orderId[i] > MAX_ORDER_ID) {
            throw new IllegalArgumentException("a message has an unknown type or an order id over " + MAX_ORDER_ID
                    + ": message=" + i + " type=" + type[i] + " orderId=" + orderId[i]);
        }
    }

    /** {@return the highest order id} */
    int maxOrderId() {
        long max = 0;
        for (long id : orderId) {
            max = Math.max(max, id);
        }
        return (int) max;
    }
}
