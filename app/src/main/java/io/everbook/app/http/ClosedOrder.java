package io.everbook.app.http;

import io.everbook.app.trading.ExecutionsPage;
import io.everbook.core.event.ExecutionEvent;

/**
 * What became of an order, told from its events.
 *
 * @param state {@code filled}, {@code cancelled}, or {@code closed} where its end lies behind the events at hand
 * @param quantityLots its quantity, as it was last set
 * @param executedLots how much of it traded, among the events at hand
 */
record ClosedOrder(String state, long quantityLots, long executedLots) {

    static ClosedOrder of(ExecutionsPage page, long orderId) {
        ClosedOrder order = new ClosedOrder("closed", 0, 0);
        for (ExecutionEvent event : page.events()) {
            order = order.after(event, orderId);
        }
        return order;
    }

    private ClosedOrder after(ExecutionEvent event, long orderId) {
        boolean own = event.orderId() == orderId;
        return switch (event.type()) {
            case ACCEPTED, REPLACED -> own ? new ClosedOrder(state, event.quantityLots(), executedLots) : this;
            case TRADED -> own || event.restingOrderId() == orderId ? afterTrade(event, own) : this;
            case CANCELLED ->
                own && event.leavesQuantityLots() == 0
                        ? new ClosedOrder("cancelled", quantityLots, executedLots)
                        : this;
            case REJECTED,
                    TRIGGERED,
                    REFRESHED,
                    MASS_CANCELLED,
                    INSTRUMENT_STATE_CHANGED,
                    PARTICIPANT_STATE_CHANGED,
                    LIMITS_CHANGED,
                    TIME_ADVANCED,
                    BOOK,
                    STOPPED -> this;
        };
    }

    private ClosedOrder afterTrade(ExecutionEvent event, boolean own) {
        long leaves = own ? event.leavesQuantityLots() : event.restingLeavesQuantityLots();
        return new ClosedOrder(leaves == 0 ? "filled" : state, quantityLots, executedLots + event.quantityLots());
    }
}
