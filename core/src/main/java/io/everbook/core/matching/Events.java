package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;

/** Begins events that speak of an order of the book. */
final class Events {

    private Events() {}

    static ExecutionEvent addFor(
            EventBatch events, EventType type, Command command, OrderBook book, Participants participants, int order) {
        ExecutionEvent event = events.add(type, command)
                .participantId(participants.id(book.participantSlot(order)))
                .orderId(book.orderId(order))
                .origRequestId(book.requestId(order))
                .side(book.side(order))
                .priceTicks(book.priceTicks(order));
        book.memo(order, event.memo());
        return event;
    }
}
