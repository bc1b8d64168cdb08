package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;

/**
 * Changes open orders. A smaller quantity at the same price (and trigger price) keeps the order's place;
 * everything else sends it to the back of its level, an active order after trading what its new price reaches.
 */
final class OrderReplacement {

    private final OrderBook book;
    private final Admission admission;
    private final Matching matching;

    /** The terms of the replace under way. */
    private long price;

    private long trigger;
    private long quantity;
    private long executed;

    OrderReplacement(OrderBook book, Admission admission, Matching matching) {
        this.book = book;
        this.admission = admission;
        this.matching = matching;
    }

    /** {@return why the replace of an order of its owner is refused, or null where it was done} */
    RejectReason replace(Command command, int order, EventBatch events) {
        executed = book.quantityLots(order) - book.leavesLots(order);
        price = command.priceTicks() == 0 ? book.priceTicks(order) : command.priceTicks();
        trigger = command.triggerPriceTicks() == 0 ? book.triggerTicks(order) : command.triggerPriceTicks();
        quantity = newQuantity(command, order);
        RejectReason reason = check(command, order);
        if (reason != null) {
            return reason;
        }
        boolean keepsPlace = keepsPlace(order);
        long shown = book.isWaiting(order) ? 0 : book.shownLots(order);
        if (keepsPlace) {
            book.shrink(order, quantity, quantity - executed);
        }
        Events.addFor(events, EventType.REPLACED, command, book, order)
                .priceTicks(price)
                .quantityLots(quantity)
                .leavesQuantityLots(quantity - executed)
                .priorityKept(keepsPlace)
                .shown()
                .displayLots(book.displayLots(order))
                .lessLots(keepsPlace ? Math.max(0, shown - (quantity - executed)) : shown)
                .previousPriceTicks(book.priceTicks(order));
        if (!keepsPlace) {
            move(command, order, events);
        }
        return null;
    }

    private boolean keepsPlace(int order) {
        return price == book.priceTicks(order)
                && trigger == book.triggerTicks(order)
                && quantity - executed <= book.leavesLots(order);
    }

    private long newQuantity(Command command, int order) {
        long leaves = command.leavesQuantityLots();
        if (leaves > 0) {
            return leaves > Long.MAX_VALUE - executed ? Long.MAX_VALUE : executed + leaves;
        }
        if (leaves < 0) {
            return leaves;
        }
        return command.quantityLots() == 0 ? book.quantityLots(order) : command.quantityLots();
    }

    private RejectReason check(Command command, int order) {
        Side side = book.side(order);
        boolean unpriced = price == 0 && book.orderType(order) == OrderType.STOP;
        RejectReason reason = unpriced ? null : admission.checkPrice(price);
        if (reason == null && command.triggerPriceTicks() != 0) {
            reason = admission.checkTrigger(trigger, book.isWaiting(order));
        }
        if (reason == null) {
            reason = admission.checkQuantity(side, quantity, book.quantityLots(order));
        }
        if (reason == null && quantity <= executed) {
            reason = RejectReason.ALREADY_EXECUTED;
        }
        if (reason == null && Admission.slicesTooMany(book.displayLots(order), quantity)) {
            reason = RejectReason.INVALID_DISPLAY_QUANTITY;
        }
        if (reason == null && !keepsPlace(order)) {
            reason = admission.checkLimits(price, quantity);
        }
        if (reason == null && book.postOnly(order) && book.crosses(side.opposite(), price)) {
            reason = RejectReason.WOULD_TAKE;
        }
        return reason;
    }

    private void move(Command command, int order, EventBatch events) {
        book.unqueue(order);
        boolean waits = book.isWaiting(order);
        if (waits) {
            book.trigger(order, trigger);
        }
        if (waits || !book.crosses(book.side(order).opposite(), price)) {
            book.requeue(order, price, quantity, quantity - executed);
            return;
        }
        matching.incoming(order, price, quantity, command.requestId());
        long leaves = matching.match(command, price, quantity - executed, events);
        if (leaves > 0 && !matching.isPrevented()) {
            book.requeue(order, price, matching.quantityLots(), leaves);
            return;
        }
        if (leaves > 0) {
            matching.cancelled(command, CancelReason.SELF_TRADE, leaves, events);
        }
        book.discard(order);
    }
}
