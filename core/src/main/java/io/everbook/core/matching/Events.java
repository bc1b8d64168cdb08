package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;

/** Begins events that speak of an order of the book. */
final class Events {

    private Events() {}

    static ExecutionEvent addFor(EventBatch events, EventType type, Command command, OrderBook book, int order) {
        ExecutionEvent event = events.add(type, command);
        book.describe(order, event);
        return event;
    }
}
