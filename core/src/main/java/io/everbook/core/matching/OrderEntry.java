package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;

/**
 * Enters new orders: accepts, trades what can be traded at once, and lets the rest stay or go as its time in force
 * says. A stop order waits, even where the last price would trigger it: it is triggered right after.
 */
final class OrderEntry {

    private final OrderBook book;
    private final Admission admission;
    private final Matching matching;

    OrderEntry(OrderBook book, Admission admission, Matching matching) {
        this.book = book;
        this.admission = admission;
        this.matching = matching;
    }

    /** {@return why the order is refused, or null where it was entered} */
    RejectReason enter(Command order, long timeNanos, EventBatch events) {
        RejectReason reason = admission.checkNewOrder(order, timeNanos);
        if (reason != null) {
            return reason;
        }
        long limitTicks = order.orderType() == OrderType.LIMIT
                ? order.priceTicks()
                : Matching.limitTicks(order.side(), order.priceTicks());
        boolean crosses = book.crosses(order.side().opposite(), limitTicks);
        if (crosses && order.postOnly()) {
            return RejectReason.WOULD_TAKE;
        }
        accept(order, events);
        if (Admission.isStop(order.orderType())) {
            book.insertWaiting(order, admission.owner(), order.quantityLots());
        } else if (!crosses && Admission.rests(order.timeInForce())) {
            book.insert(order, admission.owner(), order.quantityLots(), order.quantityLots());
        } else {
            take(order, limitTicks, events);
        }
        return null;
    }

    private void take(Command order, long limitTicks, EventBatch events) {
        matching.incoming(order, admission.owner());
        long leaves = order.quantityLots();
        boolean kill = order.timeInForce() == TimeInForce.FOK && !matching.fills(limitTicks);
        if (!kill) {
            leaves = matching.match(order, limitTicks, leaves, events);
        }
        if (leaves > 0) {
            leave(order, leaves, kill, events);
        }
    }

    private void leave(Command order, long leaves, boolean kill, EventBatch events) {
        CancelReason reason = CancelReason.IMMEDIATE_OR_CANCEL;
        if (kill) {
            reason = CancelReason.FILL_OR_KILL;
        } else if (matching.isPrevented()) {
            reason = CancelReason.SELF_TRADE;
        } else if (Admission.rests(order.timeInForce())) {
            book.insert(order, admission.owner(), matching.quantityLots(), leaves);
            return;
        }
        matching.cancelled(order, reason, leaves, events);
    }

    private static void accept(Command order, EventBatch events) {
        ExecutionEvent event = events.add(EventType.ACCEPTED, order)
                .orderId(order.sequence())
                .origRequestId(order.requestId())
                .order(order)
                .priceTicks(order.priceTicks())
                .quantityLots(order.quantityLots())
                .leavesQuantityLots(order.quantityLots());
        event.memo().set(order.memo(), 0, order.memoLength());
        event.shown().displayLots(order.displayQuantityLots());
    }
}
