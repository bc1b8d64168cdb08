package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link OrderRecord} writes, laid out by {@link OrderDescriptor}, straight from an array, which is fast
 * before the compiler has seen much of it. It may look beyond the buffer's end; the caller checks where it arrived.
 */
final class OrderReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private int position;

    /**
     * Reads one record.
     *
     * @param bytes where it stands
     * @param start its first byte
     * @param order filled
     * @return the byte after it
     * @throws IllegalArgumentException where it has a value that no order has
     * @throws IndexOutOfBoundsException where the array ends inside of it
     */
    int read(byte[] bytes, int start, RestingOrder order) {
        Records.expect(
                bytes[start + OrderDescriptor.TYPE_OFFSET],
                bytes[start + OrderDescriptor.VERSION_OFFSET],
                OrderDescriptor.TYPE,
                OrderDescriptor.VERSION);
        order.side = Records.known(Side.ofCode(bytes[start + OrderDescriptor.SIDE_OFFSET]), "side");
        order.orderType = Records.known(OrderType.ofCode(bytes[start + OrderDescriptor.ORDER_TYPE_OFFSET]), "type");
        order.timeInForce =
                Records.known(TimeInForce.ofCode(bytes[start + OrderDescriptor.TIME_IN_FORCE_OFFSET]), "time in force");
        order.selfTradePrevention = Records.known(
                SelfTradePrevention.ofCode(bytes[start + OrderDescriptor.SELF_TRADE_PREVENTION_OFFSET]),
                "self-trade prevention");
        order.orderId = (long) LONG.get(bytes, start + OrderDescriptor.ORDER_ID_OFFSET);
        order.participantId = (int) INT.get(bytes, start + OrderDescriptor.PARTICIPANT_ID_OFFSET);
        order.priceTicks = (long) LONG.get(bytes, start + OrderDescriptor.PRICE_OFFSET);
        order.quantityLots = (long) LONG.get(bytes, start + OrderDescriptor.QUANTITY_OFFSET);
        order.leavesQuantityLots = (long) LONG.get(bytes, start + OrderDescriptor.LEAVES_QUANTITY_OFFSET);
        order.timestampNanos = (long) LONG.get(bytes, start + OrderDescriptor.TIMESTAMP_OFFSET);
        position = start + OrderDescriptor.PARTS_OFFSET;
        parts(bytes, bytes[start + OrderDescriptor.FLAGS_OFFSET], order);
        return position;
    }

    private void parts(byte[] bytes, int flags, RestingOrder order) {
        order.postOnly = (flags & OrderDescriptor.POST_ONLY) != 0;
        order.waiting = (flags & OrderDescriptor.WAITING) != 0;
        order.requestId = next(bytes, flags & OrderDescriptor.REQUEST_ID, 0);
        order.displayQuantityLots = next(bytes, flags & OrderDescriptor.DISPLAY_QUANTITY, 0);
        order.shownQuantityLots = next(bytes, flags & OrderDescriptor.SHOWN_QUANTITY, order.leavesQuantityLots);
        order.triggerPriceTicks = next(bytes, flags & OrderDescriptor.TRIGGER_PRICE, 0);
        order.expireNanos = next(bytes, flags & OrderDescriptor.EXPIRY, 0);
        order.memo.clear();
        if ((flags & OrderDescriptor.MEMO) != 0) {
            int length = bytes[position++];
            if (length < 1 || length > order.memo.bytes().length) {
                throw new IllegalArgumentException("a memo has 1 to 32 bytes: length=" + length);
            }
            order.memo.set(bytes, position, length);
            position += length;
        }
    }

    private long next(byte[] bytes, int present, long otherwise) {
        if (present == 0) {
            return otherwise;
        }
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }
}
