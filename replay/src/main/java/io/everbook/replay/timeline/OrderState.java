package io.everbook.replay.timeline;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;

/**
 * What two books are compared in, of one open order.
 *
 * @param orderId the order, as the journal numbers it; negative where only the second timeline has it
 * @param participantId its owner
 * @param side its side
 * @param orderType how it is priced
 * @param waiting whether it is a stop order that waits for its trigger
 * @param priceTicks its price in ticks
 * @param triggerPriceTicks the price that triggers it in ticks; 0 where there is none
 * @param quantityLots its quantity in lots, executed part included
 * @param leavesQuantityLots what is open of it in lots
 * @param shownQuantityLots how much of it is shown in lots
 */
public record OrderState(
        long orderId,
        int participantId,
        Side side,
        OrderType orderType,
        boolean waiting,
        long priceTicks,
        long triggerPriceTicks,
        long quantityLots,
        long leavesQuantityLots,
        long shownQuantityLots) {

    static OrderState of(RestingOrder order, long orderId) {
        return new OrderState(
                orderId,
                order.participantId,
                order.side,
                order.orderType,
                order.waiting,
                order.priceTicks,
                order.triggerPriceTicks,
                order.quantityLots,
                order.leavesQuantityLots,
                order.shownQuantityLots);
    }
}
