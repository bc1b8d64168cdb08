package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import net.openhft.chronicle.bytes.BytesOut;
import net.openhft.chronicle.bytes.WriteBytesMarshallable;

/** Writes one open order, as {@link OrderDescriptor} lays it out; {@link OrderReader} reads it. */
final class OrderRecord implements WriteBytesMarshallable {

    RestingOrder order;

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
}
