package io.everbook.app.http;

import io.everbook.core.book.BookWalk;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.instrument.Instrument;
import io.everbook.core.matching.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Open orders of a participant at one moment.
 *
 * @param instrument the instrument
 * @param sequence the last command applied
 * @param orders the orders in order of entry, copies
 * @param next the order after which to go on; 0 where there is no further one
 */
record OrderPage(Instrument instrument, long sequence, List<RestingOrder> orders, long next) {

    /** Reads a market on its own thread. */
    static OrderPage of(Market market, int participantId, long after, int limit) {
        List<RestingOrder> orders = new ArrayList<>();
        long next = market.walk().ordersOf(participantId, after, limit, order -> orders.add(copy(order)));
        if (next == BookWalk.LOST) {
            throw new Refusal(
                    Refusal.CONFLICT, "PLACE_LOST", "the order to go on behind is gone: begin again without after");
        }
        return new OrderPage(market.instrument(), market.sequence(), orders, next);
    }

    /** Reads a market on its own thread. */
    static Optional<RestingOrder> find(Market market, long orderId) {
        RestingOrder order = new RestingOrder();
        return market.walk().order(orderId, order) ? Optional.of(order) : Optional.empty();
    }

    private static RestingOrder copy(RestingOrder from) {
        RestingOrder to = new RestingOrder();
        to.orderId = from.orderId;
        to.requestId = from.requestId;
        to.participantId = from.participantId;
        to.side = from.side;
        to.orderType = from.orderType;
        to.timeInForce = from.timeInForce;
        to.selfTradePrevention = from.selfTradePrevention;
        to.postOnly = from.postOnly;
        to.priceTicks = from.priceTicks;
        to.quantityLots = from.quantityLots;
        to.leavesQuantityLots = from.leavesQuantityLots;
        to.displayQuantityLots = from.displayQuantityLots;
        to.shownQuantityLots = from.shownQuantityLots;
        to.waiting = from.waiting;
        to.triggerPriceTicks = from.triggerPriceTicks;
        to.expireNanos = from.expireNanos;
        to.timestampNanos = from.timestampNanos;
        to.memo.copyFrom(from.memo);
        return to;
    }
}
