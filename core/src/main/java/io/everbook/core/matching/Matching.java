package io.everbook.core.matching;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;

/** Trades an incoming order against the other side: best price first, oldest first, at the resting order's price. */
final class Matching {

    /** The limit of an incoming order that takes any price. */
    private static final long ANY_BUY_TICKS = 1L << 62;

    private static final long ANY_SELL_TICKS = 0;

    private final OrderBook book;
    private final Participants participants;
    private final Tape tape;
    private final Memo incomingMemo = new Memo();

    /** The order that comes in: who it is on every trade event. */
    private long incomingOrderId;

    private long incomingRequestId;
    private Side incomingSide;

    Matching(OrderBook book, Participants participants, Tape tape) {
        this.book = book;
        this.participants = participants;
        this.tape = tape;
    }

    /** {@return the limit in ticks that an order's price means, 0 meaning any price} */
    static long limitTicks(Side side, long priceTicks) {
        if (priceTicks != 0) {
            return priceTicks;
        }
        return side == Side.BUY ? ANY_BUY_TICKS : ANY_SELL_TICKS;
    }

    /** Names a new order as the incoming one. */
    void incoming(Command order) {
        incomingOrderId = order.sequence();
        incomingRequestId = order.requestId();
        incomingSide = order.side();
        incomingMemo.set(order.memo(), 0, order.memoLength());
    }

    /** Names an order of the book, taken out of its level, as the incoming one. */
    void incoming(int order) {
        incomingOrderId = book.orderId(order);
        incomingRequestId = book.requestId(order);
        incomingSide = book.side(order);
        book.memo(order, incomingMemo);
    }

    /**
     * Trades as far as price and quantity go.
     *
     * @param command the command that causes the trades
     * @param limitTicks the worst price accepted
     * @param lots how much to trade at most
     * @param events receives a trade event for each resting order met
     * @return what is left in lots
     */
    long match(Command command, long limitTicks, long lots, EventBatch events) {
        Side opposite = incomingSide.opposite();
        long leaves = lots;
        while (leaves > 0 && book.crosses(opposite, limitTicks)) {
            int resting = book.best(opposite);
            long traded = Math.min(leaves, book.leavesLots(resting));
            leaves -= traded;
            trade(command, resting, traded, leaves, events);
            book.reduce(resting, traded);
        }
        return leaves;
    }

    private void trade(Command command, int resting, long lots, long leaves, EventBatch events) {
        tape.lastTradeId++;
        tape.lastPriceTicks = book.priceTicks(resting);
        ExecutionEvent event = Events.add(events, EventType.TRADED, command)
                .tradeId(tape.lastTradeId)
                .priceTicks(tape.lastPriceTicks)
                .quantityLots(lots)
                .side(incomingSide)
                .orderId(incomingOrderId)
                .origRequestId(incomingRequestId)
                .leavesQuantityLots(leaves)
                .restingOrderId(book.orderId(resting))
                .restingParticipantId(participants.id(book.participantSlot(resting)))
                .restingRequestId(book.requestId(resting))
                .restingLeavesQuantityLots(book.leavesLots(resting) - lots);
        event.memo().copyFrom(incomingMemo);
        book.memo(resting, event.restingMemo());
    }
}
