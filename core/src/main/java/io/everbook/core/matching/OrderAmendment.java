package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.command.Side;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;

/** Cancels open orders, one or many, for whatever reason, and finds the orders that cancels and replaces name. */
final class OrderAmendment {

    private final OrderBook book;
    private final Participants participants;
    private final Admission admission;
    private final OrderReplacement replacement;

    OrderAmendment(OrderBook book, Participants participants, Admission admission, OrderReplacement replacement) {
        this.book = book;
        this.participants = participants;
        this.admission = admission;
        this.replacement = replacement;
    }

    /** {@return why the cancel is refused, or null where it was done} */
    RejectReason cancel(Command command, EventBatch events) {
        int order = find(command);
        RejectReason reason = checkFound(command, order);
        if (reason != null) {
            return reason;
        }
        take(order, command, CancelReason.REQUESTED, events);
        return null;
    }

    /** {@return why the mass cancel is refused, or null where it was done} */
    RejectReason massCancel(Command command, EventBatch events) {
        int count = takeAll(command, command.side(), CancelReason.MASS_CANCEL, events);
        events.add(EventType.MASS_CANCELLED, command).side(command.side()).quantityLots(count);
        return null;
    }

    /** {@return why the change of state is refused, or null where it was done} */
    RejectReason setParticipantState(Command command, EventBatch events) {
        ParticipantState state = command.participantState();
        if (state == null) {
            return RejectReason.INVALID_COMMAND;
        }
        if (command.participantId() < 1) {
            return RejectReason.INVALID_PARTICIPANT;
        }
        participants.state(participants.findOrAdd(command.participantId()), state);
        int count = state == ParticipantState.DISABLED ? takeAll(command, null, CancelReason.KILL_SWITCH, events) : 0;
        events.add(EventType.PARTICIPANT_STATE_CHANGED, command)
                .participantState(state)
                .quantityLots(count);
        return null;
    }

    /** {@return why the replace is refused, or null where it was done} */
    RejectReason replace(Command command, EventBatch events) {
        int order = find(command);
        RejectReason reason = checkFound(command, order);
        if (reason != null) {
            return reason;
        }
        return replacement.replace(command, order, events);
    }

    /** Cancels every order whose time is over; {@return how many} */
    int expire(Command command, long timeNanos, EventBatch events) {
        int count = 0;
        int order = book.firstExpired(timeNanos);
        while (order != OrderBook.NONE) {
            take(order, command, CancelReason.EXPIRED, events);
            count++;
            order = book.firstExpired(timeNanos);
        }
        return count;
    }

    private int takeAll(Command command, Side side, CancelReason reason, EventBatch events) {
        int count = 0;
        int order = book.firstOf(participants.find(command.participantId()));
        while (order != OrderBook.NONE) {
            int next = book.nextOfSameOwner(order);
            if (side == null || book.side(order) == side) {
                take(order, command, reason, events);
                count++;
            }
            order = next;
        }
        return count;
    }

    private void take(int order, Command command, CancelReason reason, EventBatch events) {
        Events.addFor(events, EventType.CANCELLED, command, book, order)
                .quantityLots(book.leavesLots(order))
                .cancelReason(reason)
                .shown()
                .lessLots(book.isWaiting(order) ? 0 : book.shownLots(order));
        book.remove(order);
    }

    private int find(Command command) {
        return command.orderId() != 0
                ? book.find(command.orderId())
                : book.find(admission.owner(), command.origRequestId());
    }

    private RejectReason checkFound(Command command, int order) {
        if (order == OrderBook.NONE) {
            return RejectReason.UNKNOWN_ORDER;
        }
        return book.participantSlot(order) == admission.owner() ? null : RejectReason.NOT_OWNER;
    }
}
