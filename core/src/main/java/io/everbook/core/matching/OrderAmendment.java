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

/**
 * Changes and cancels open orders. A replace to a smaller quantity at the same price keeps the order's place; every
 * other replace sends it to the back of its level, after trading what its new price reaches.
 */
final class OrderAmendment {

    private final OrderBook book;
    private final Participants participants;
    private final Admission admission;
    private final Matching matching;

    OrderAmendment(OrderBook book, Participants participants, Admission admission, Matching matching) {
        this.book = book;
        this.participants = participants;
        this.admission = admission;
        this.matching = matching;
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
        Events.add(events, EventType.MASS_CANCELLED, command)
                .side(command.side())
                .quantityLots(count);
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
        Events.add(events, EventType.PARTICIPANT_STATE_CHANGED, command)
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
        long executed = book.quantityLots(order) - book.leavesLots(order);
        long price = command.priceTicks() == 0 ? book.priceTicks(order) : command.priceTicks();
        long quantity = newQuantity(command, order, executed);
        reason = checkReplace(order, price, quantity, executed);
        if (reason != null) {
            return reason;
        }
        boolean keepsPlace = price == book.priceTicks(order) && quantity - executed <= book.leavesLots(order);
        if (keepsPlace) {
            book.shrink(order, quantity, quantity - executed);
        }
        Events.addFor(events, EventType.REPLACED, command, book, participants, order)
                .priceTicks(price)
                .quantityLots(quantity)
                .leavesQuantityLots(quantity - executed)
                .priorityKept(keepsPlace);
        if (!keepsPlace) {
            reenter(command, order, price, quantity, executed, events);
        }
        return null;
    }

    private static long overflowSafeSum(long executed, long leaves) {
        return leaves > Long.MAX_VALUE - executed ? Long.MAX_VALUE : executed + leaves;
    }

    private long newQuantity(Command command, int order, long executed) {
        long leaves = command.leavesQuantityLots();
        if (leaves != 0) {
            return leaves < 0 ? leaves : overflowSafeSum(executed, leaves);
        }
        return command.quantityLots() == 0 ? book.quantityLots(order) : command.quantityLots();
    }

    private RejectReason checkReplace(int order, long price, long quantity, long executed) {
        Side side = book.side(order);
        RejectReason reason = admission.checkPrice(price);
        if (reason == null) {
            reason = admission.checkQuantity(side, quantity, book.quantityLots(order));
        }
        if (reason == null && quantity <= executed) {
            reason = RejectReason.ALREADY_EXECUTED;
        }
        if (reason == null && book.postOnly(order) && book.crosses(side.opposite(), price)) {
            reason = RejectReason.WOULD_TAKE;
        }
        return reason;
    }

    private void reenter(Command command, int order, long price, long quantity, long executed, EventBatch events) {
        book.unqueue(order);
        matching.incoming(order);
        long leaves = matching.match(command, price, quantity - executed, events);
        if (leaves > 0) {
            book.requeue(order, price, quantity, leaves);
        } else {
            book.discard(order);
        }
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
        Events.addFor(events, EventType.CANCELLED, command, book, participants, order)
                .quantityLots(book.leavesLots(order))
                .cancelReason(reason);
        book.remove(order);
    }

    private int find(Command command) {
        return command.orderId() != 0
                ? book.find(command.orderId())
                : book.find(participants.find(command.participantId()), command.origRequestId());
    }

    private RejectReason checkFound(Command command, int order) {
        if (order == OrderBook.NONE) {
            return RejectReason.UNKNOWN_ORDER;
        }
        boolean owns = participants.id(book.participantSlot(order)) == command.participantId();
        return owns ? null : RejectReason.NOT_OWNER;
    }
}
