package io.everbook.core.book;

import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;

/**
 * The small fields of an order, packed into an int.
 *
 * <pre>
 *   bits 0-14 the codes of {@link Command#orderCodes()}
 *   15 iceberg | 16 waiting for its trigger | 17 expires | 18 has a trigger price
 * </pre>
 */
final class Traits {

    private static final int BUY = Side.BUY.code();
    private static final int POST_ONLY = 1 << 14;
    private static final int ICEBERG = 1 << 15;
    private static final int WAITING_SHIFT = 16;
    private static final int WAITING = 1 << WAITING_SHIFT;
    private static final int EXPIRES = 1 << 17;
    private static final int TRIGGER = 1 << 18;

    private Traits() {}

    static int of(Command order) {
        return order.orderCodes()
                | (order.displayQuantityLots() != 0 ? ICEBERG : 0)
                | (Expiry.of(order) != 0 ? EXPIRES : 0)
                | (order.triggerPriceTicks() != 0 ? TRIGGER : 0);
    }

    /** {@return where the order queues: 0 bids, 1 asks, 2 buy stops, 3 sell stops} */
    static int queue(int traits) {
        return (traits & 3) - 1 | traits >>> WAITING_SHIFT - 1 & 2;
    }

    static boolean isBuy(int traits) {
        return (traits & 3) == BUY;
    }

    static Side side(int traits) {
        return isBuy(traits) ? Side.BUY : Side.SELL;
    }

    static OrderType orderType(int traits) {
        return OrderType.ofCode(traits >>> 2 & 15);
    }

    static TimeInForce timeInForce(int traits) {
        return TimeInForce.ofCode(traits >>> 6 & 15);
    }

    static SelfTradePrevention selfTradePrevention(int traits) {
        return SelfTradePrevention.ofCode(traits >>> 10 & 15);
    }

    static boolean postOnly(int traits) {
        return (traits & POST_ONLY) != 0;
    }

    static boolean iceberg(int traits) {
        return (traits & ICEBERG) != 0;
    }

    static boolean expires(int traits) {
        return (traits & EXPIRES) != 0;
    }

    static boolean hasTrigger(int traits) {
        return (traits & TRIGGER) != 0;
    }

    /** {@return the traits of the same order with a trigger price} */
    static int withTrigger(int traits) {
        return traits | TRIGGER;
    }

    static boolean waiting(int traits) {
        return (traits & WAITING) != 0;
    }

    /** {@return the traits of the same order while it waits for its trigger} */
    static int withWaiting(int traits) {
        return traits | WAITING;
    }

    /** {@return the traits of the same order once it is triggered} */
    static int withoutWaiting(int traits) {
        return traits & ~WAITING;
    }
}
