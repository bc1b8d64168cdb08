package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;

/** Begins events: what each of them takes from its command and from the resting order it speaks of. */
final class Events {

    private Events() {}

    static ExecutionEvent add(EventBatch events, EventType type, Command command) {
        return events.add(type)
                .commandType(command.type())
                .sequence(command.sequence())
                .timestampNanos(command.timestampNanos())
                .marketIndex(command.marketIndex())
                .participantId(command.participantId())
                .requestId(command.requestId());
    }

    static ExecutionEvent addFor(
            EventBatch events, EventType type, Command command, OrderBook book, Participants participants, int order) {
        ExecutionEvent event = add(events, type, command)
                .participantId(participants.id(book.participantSlot(order)))
                .orderId(book.orderId(order))
                .origRequestId(book.requestId(order))
                .side(book.side(order))
                .priceTicks(book.priceTicks(order));
        book.memo(order, event.memo());
        return event;
    }
}
