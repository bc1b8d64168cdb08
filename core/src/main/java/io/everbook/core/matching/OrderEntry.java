package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;

/**
 * Enters new orders: accepts, trades what can be traded at once, and lets the rest stay or go as its time in force
 * says.
 */
final class OrderEntry {

    private final OrderBook book;
    private final Participants participants;
    private final Admission admission;
    private final Matching matching;

    OrderEntry(OrderBook book, Participants participants, Admission admission, Matching matching) {
        this.book = book;
        this.participants = participants;
        this.admission = admission;
        this.matching = matching;
    }

    /** {@return why the order is refused, or null where it was entered} */
    RejectReason enter(Command order, EventBatch events) {
        RejectReason reason = admission.checkNewOrder(order);
        if (reason != null) {
            return reason;
        }
        Side opposite = order.side().opposite();
        long limitTicks = order.orderType() == OrderType.MARKET
                ? Matching.limitTicks(order.side(), order.priceTicks())
                : order.priceTicks();
        if (order.postOnly() && book.crosses(opposite, limitTicks)) {
            return RejectReason.WOULD_TAKE;
        }
        accept(order, events);
        long leaves = order.quantityLots();
        boolean kill = order.timeInForce() == TimeInForce.FOK && !book.holds(opposite, limitTicks, leaves);
        if (!kill) {
            matching.incoming(order);
            leaves = matching.match(order, limitTicks, leaves, events);
        }
        if (leaves > 0) {
            leave(order, leaves, kill, events);
        }
        return null;
    }

    private void leave(Command order, long leaves, boolean kill, EventBatch events) {
        if (order.timeInForce() == TimeInForce.GTC) {
            book.insert(order, participants.find(order.participantId()), leaves);
            return;
        }
        ExecutionEvent event = Events.add(events, EventType.CANCELLED, order)
                .orderId(order.sequence())
                .origRequestId(order.requestId())
                .side(order.side())
                .priceTicks(order.priceTicks())
                .quantityLots(leaves)
                .cancelReason(kill ? CancelReason.FILL_OR_KILL : CancelReason.IMMEDIATE_OR_CANCEL);
        event.memo().set(order.memo(), 0, order.memoLength());
    }

    private static void accept(Command order, EventBatch events) {
        ExecutionEvent event = Events.add(events, EventType.ACCEPTED, order)
                .orderId(order.sequence())
                .origRequestId(order.requestId())
                .side(order.side())
                .orderType(order.orderType())
                .timeInForce(order.timeInForce())
                .postOnly(order.postOnly())
                .priceTicks(order.priceTicks())
                .quantityLots(order.quantityLots())
                .leavesQuantityLots(order.quantityLots());
        event.memo().set(order.memo(), 0, order.memoLength());
    }
}
