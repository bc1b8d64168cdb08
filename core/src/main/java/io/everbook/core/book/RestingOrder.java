package io.everbook.core.book;

import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.Memo;

/**
 * One open order with all its fields, outside the book's own storage: how orders leave the book for a snapshot or a
 * view and come back into it. Used again for the next order; a reader copies what it wants to keep.
 */
public final class RestingOrder {

    /** The order's id: the sequence of the command that entered it. */
    public long orderId;

    /** The request that entered it; 0 where unused. */
    public long requestId;

    /** Its owner. */
    public int participantId;

    /** Its side. */
    public Side side;

    /** How it is priced. */
    public OrderType orderType;

    /** How long it stays. */
    public TimeInForce timeInForce;

    /** What it does when it meets its own participant. */
    public SelfTradePrevention selfTradePrevention;

    /** Whether it must not take liquidity. */
    public boolean postOnly;

    /** Its price in ticks. */
    public long priceTicks;

    /** Its quantity in lots, executed part included. */
    public long quantityLots;

    /** What is open of it in lots. */
    public long leavesQuantityLots;

    /** How much of it is shown in lots; 0 where all of it is. */
    public long displayQuantityLots;

    /** How much of it is shown now in lots; all that is open unless it is an iceberg. */
    public long shownQuantityLots;

    /** Whether it is a stop order that waits for its trigger, and so is in no level of the visible book. */
    public boolean waiting;

    /** The price that triggers it in ticks; 0 where there is none. */
    public long triggerPriceTicks;

    /** When it expires, nanoseconds since the epoch; 0 where never. */
    public long expireNanos;

    /** When it was entered, nanoseconds since the epoch. */
    public long timestampNanos;

    /** The client's own text. */
    public final Memo memo = new Memo();
}
