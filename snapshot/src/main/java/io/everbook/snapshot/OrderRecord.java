package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;

/** One open order, as {@link OrderDescriptor} lays it out. */
final class OrderRecord implements BytesMarshallable {

    RestingOrder order;
    private final byte[] memo = new byte[Command.MEMO_BYTES];

    @Override
    public void writeMarshallable(BytesOut<?> out) {
        int flags = flags(order);
        out.writeByte(OrderDescriptor.TYPE);
        out.writeByte(OrderDescriptor.VERSION);
        out.writeByte((byte) flags);
        out.writeByte(order.side.code());
        out.writeByte(order.orderType.code());
        out.writeByte(order.timeInForce.code());
        out.writeByte(order.selfTradePrevention.code());
        out.writeLong(order.orderId);
        out.writeInt(order.participantId);
        out.writeLong(order.priceTicks);
        out.writeLong(order.quantityLots);
        out.writeLong(order.leavesQuantityLots);
        out.writeLong(order.timestampNanos);
        writeWhere(out, flags, OrderDescriptor.REQUEST_ID, order.requestId);
        writeWhere(out, flags, OrderDescriptor.DISPLAY_QUANTITY, order.displayQuantityLots);
        writeWhere(out, flags, OrderDescriptor.SHOWN_QUANTITY, order.shownQuantityLots);
        writeWhere(out, flags, OrderDescriptor.TRIGGER_PRICE, order.triggerPriceTicks);
        writeWhere(out, flags, OrderDescriptor.EXPIRY, order.expireNanos);
        if ((flags & OrderDescriptor.MEMO) != 0) {
            out.writeByte((byte) order.memo.length());
            out.write(order.memo.bytes(), 0, order.memo.length());
        }
    }

    @Override
    public void readMarshallable(BytesIn<?> in) {
        Records.expect(in, OrderDescriptor.TYPE, OrderDescriptor.VERSION);
        int flags = in.readByte();
        order.postOnly = (flags & OrderDescriptor.POST_ONLY) != 0;
        order.waiting = (flags & OrderDescriptor.WAITING) != 0;
        order.side = Records.known(Side.ofCode(in.readByte()), "side");
        order.orderType = Records.known(OrderType.ofCode(in.readByte()), "order type");
        order.timeInForce = Records.known(TimeInForce.ofCode(in.readByte()), "time in force");
        order.selfTradePrevention = Records.known(SelfTradePrevention.ofCode(in.readByte()), "self-trade prevention");
        order.orderId = in.readLong();
        order.participantId = in.readInt();
        order.priceTicks = in.readLong();
        order.quantityLots = in.readLong();
        order.leavesQuantityLots = in.readLong();
        order.timestampNanos = in.readLong();
        order.requestId = readWhere(in, flags, OrderDescriptor.REQUEST_ID);
        order.displayQuantityLots = readWhere(in, flags, OrderDescriptor.DISPLAY_QUANTITY);
        boolean partlyShown = (flags & OrderDescriptor.SHOWN_QUANTITY) != 0;
        order.shownQuantityLots = partlyShown ? in.readLong() : order.leavesQuantityLots;
        order.triggerPriceTicks = readWhere(in, flags, OrderDescriptor.TRIGGER_PRICE);
        order.expireNanos = readWhere(in, flags, OrderDescriptor.EXPIRY);
        readMemo(in, flags);
    }

    private void readMemo(BytesIn<?> in, int flags) {
        order.memo.clear();
        if ((flags & OrderDescriptor.MEMO) != 0) {
            int length = in.readByte();
            if (length < 1 || length > order.memo.bytes().length) {
                throw new IllegalArgumentException("a memo has 1 to 32 bytes: length=" + length);
            }
            for (int i = 0; i < length; i++) {
                memo[i] = in.readByte();
            }
            order.memo.set(memo, 0, length);
        }
    }

    private static int flags(RestingOrder order) {
        return (order.postOnly ? OrderDescriptor.POST_ONLY : 0)
                | (order.waiting ? OrderDescriptor.WAITING : 0)
                | (order.requestId != 0 ? OrderDescriptor.REQUEST_ID : 0)
                | (order.displayQuantityLots != 0 ? OrderDescriptor.DISPLAY_QUANTITY : 0)
                | (order.shownQuantityLots != order.leavesQuantityLots ? OrderDescriptor.SHOWN_QUANTITY : 0)
                | (order.triggerPriceTicks != 0 ? OrderDescriptor.TRIGGER_PRICE : 0)
                | (order.expireNanos != 0 ? OrderDescriptor.EXPIRY : 0)
                | (order.memo.length() != 0 ? OrderDescriptor.MEMO : 0);
    }

    private static void writeWhere(BytesOut<?> out, int flags, int flag, long value) {
        if ((flags & flag) != 0) {
            out.writeLong(value);
        }
    }

    private static long readWhere(BytesIn<?> in, int flags, int flag) {
        return (flags & flag) != 0 ? in.readLong() : 0;
    }
}
