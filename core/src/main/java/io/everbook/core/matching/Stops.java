package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.command.Command;
import io.everbook.core.command.OrderType;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;

/**
 * Triggers stop orders on the last trade price, after the command that moved it: buys by rising trigger price,
 * then sells by falling trigger price, the oldest first. What a triggered order trades may trigger more; it goes
 * on until the last price triggers none.
 */
final class Stops {

    private final OrderBook book;
    private final Matching matching;
    private final Tape tape;

    Stops(OrderBook book, Matching matching, Tape tape) {
        this.book = book;
        this.matching = matching;
        this.tape = tape;
    }

    /** Triggers what the last price triggers, and what follows from that. */
    void cascade(Command command, EventBatch events) {
        if (tape.lastTradeId == 0) {
            return;
        }
        int order = book.triggered(tape.lastPriceTicks);
        while (order != OrderBook.NONE) {
            trigger(command, order, events);
            order = book.triggered(tape.lastPriceTicks);
        }
    }

    private void trigger(Command command, int order, EventBatch events) {
        Events.addFor(events, EventType.TRIGGERED, command, book, order)
                .requestId(0)
                .quantityLots(book.quantityLots(order))
                .leavesQuantityLots(book.leavesLots(order))
                .shown()
                .displayLots(book.displayLots(order));
        book.activate(order);
        long price = book.priceTicks(order);
        matching.incoming(order, price, book.quantityLots(order), 0);
        long limit = Matching.limitTicks(book.side(order), price);
        long leaves = matching.match(command, limit, book.leavesLots(order), events);
        if (leaves > 0 && !matching.isPrevented() && book.orderType(order) == OrderType.STOP_LIMIT) {
            book.requeue(order, price, matching.quantityLots(), leaves);
            return;
        }
        if (leaves > 0) {
            CancelReason reason = matching.isPrevented() ? CancelReason.SELF_TRADE : CancelReason.IMMEDIATE_OR_CANCEL;
            matching.cancelled(command, reason, leaves, events);
        }
        book.discard(order);
    }
}
