package io.everbook.core.matching;

import io.everbook.core.book.Liquidity;
import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.command.Command;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;

/**
 * Trades an incoming order against the other side: best price first, oldest first, at the resting order's price.
 * What an iceberg shows counts as an order; its next slice goes to the back of the level. Where it meets an order
 * of its own participant, the incoming order's self-trade prevention decides.
 */
final class Matching {

    /** The limit of an incoming order that takes any price. */
    private static final long ANY_BUY_TICKS = 1L << 62;

    private static final long ANY_SELL_TICKS = 0;

    private final OrderBook book;
    private final Participants participants;
    private final Tape tape;
    private final Memo memo = new Memo();

    /** The order that comes in: who it is on every event. */
    private long orderId;

    private long requestId;
    private long origRequestId;
    private Side side;
    private int owner;
    private SelfTradePrevention prevention;
    private long priceTicks;
    private long quantityLots;
    private boolean prevented;

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

    /** Names a new order of a participant as the incoming one. */
    void incoming(Command order, int participantSlot) {
        orderId = order.sequence();
        requestId = order.requestId();
        origRequestId = order.requestId();
        side = order.side();
        owner = participantSlot;
        prevention = order.selfTradePrevention();
        priceTicks = order.priceTicks();
        quantityLots = order.quantityLots();
        memo.set(order.memo(), 0, order.memoLength());
    }

    /**
     * Names an order of the book, taken out of its level, as the incoming one.
     *
     * @param order the order
     * @param price its price from now on, 0 for any
     * @param quantity its quantity from now on, executed part included
     * @param request the request that brings it in; 0 where no request of its owner does
     */
    void incoming(int order, long price, long quantity, long request) {
        orderId = book.orderId(order);
        requestId = request;
        origRequestId = book.requestId(order);
        side = book.side(order);
        owner = book.participantSlot(order);
        prevention = book.selfTradePrevention(order);
        priceTicks = price;
        quantityLots = quantity;
        book.memo(order, memo);
    }

    /** {@return whether the whole of the incoming order can trade at once} */
    boolean fills(long limitTicks) {
        Side opposite = side.opposite();
        Liquidity liquidity = book.liquidity();
        if (prevention == SelfTradePrevention.NONE || participants.openOrders(owner) == 0) {
            return liquidity.holds(opposite, limitTicks, quantityLots);
        }
        return prevention == SelfTradePrevention.CANCEL_OLDEST
                ? liquidity.holdsOfOthers(opposite, limitTicks, owner, quantityLots)
                : liquidity.holdsBeforeOwn(opposite, limitTicks, owner, quantityLots);
    }

    /** {@return the quantity of the incoming order, less what self-trade prevention has taken off it, in lots} */
    long quantityLots() {
        return quantityLots;
    }

    /** {@return whether self-trade prevention has ended the incoming order, so that what is left must be cancelled} */
    boolean isPrevented() {
        return prevented;
    }

    /**
     * Trades as far as price and quantity go.
     *
     * @param command the command that causes the trades
     * @param limitTicks the worst price accepted
     * @param lots how much to trade at most
     * @param events receives what happens
     * @return what is left in lots
     */
    long match(Command command, long limitTicks, long lots, EventBatch events) {
        Side opposite = side.opposite();
        long leaves = lots;
        prevented = false;
        while (leaves > 0 && !prevented && book.crosses(opposite, limitTicks)) {
            int resting = book.best(opposite);
            if (prevention != SelfTradePrevention.NONE && book.participantSlot(resting) == owner) {
                leaves -= prevent(command, resting, leaves, events);
                continue;
            }
            long traded = Math.min(leaves, book.shownLots(resting));
            leaves -= traded;
            trade(command, resting, traded, leaves, events);
            if (book.reduce(resting, traded)) {
                refresh(command, resting, events);
            }
        }
        return leaves;
    }

    /** {@return the event of the incoming order's end or shrinking; what stays open of it is 0 until it is set} */
    ExecutionEvent cancelled(Command command, CancelReason reason, long lots, EventBatch events) {
        ExecutionEvent event = begin(EventType.CANCELLED, command, events)
                .priceTicks(priceTicks)
                .quantityLots(lots)
                .cancelReason(reason);
        event.memo().copyFrom(memo);
        return event;
    }

    private void trade(Command command, int resting, long lots, long leaves, EventBatch events) {
        tape.lastTradeId++;
        tape.lastPriceTicks = book.priceTicks(resting);
        ExecutionEvent event = begin(EventType.TRADED, command, events)
                .tradeId(tape.lastTradeId)
                .priceTicks(tape.lastPriceTicks)
                .quantityLots(lots)
                .leavesQuantityLots(leaves)
                .restingOrderId(book.orderId(resting))
                .restingParticipantId(participants.id(book.participantSlot(resting)))
                .restingRequestId(book.requestId(resting))
                .restingLeavesQuantityLots(book.leavesLots(resting) - lots);
        event.memo().copyFrom(memo);
        book.memo(resting, event.restingMemo());
    }

    private ExecutionEvent begin(EventType type, Command command, EventBatch events) {
        return events.add(type, command)
                .participantId(participants.id(owner))
                .requestId(requestId)
                .orderId(orderId)
                .origRequestId(origRequestId)
                .side(side);
    }

    private void refresh(Command command, int resting, EventBatch events) {
        long slice = book.refresh(resting);
        Events.addFor(events, EventType.REFRESHED, command, book, resting)
                .requestId(0)
                .quantityLots(slice)
                .leavesQuantityLots(book.leavesLots(resting));
    }

    /** {@return what self-trade prevention takes off the incoming order, in lots} */
    private long prevent(Command command, int resting, long leaves, EventBatch events) {
        switch (prevention) {
            case CANCEL_NEWEST -> prevented = true;
            case CANCEL_OLDEST -> takeResting(command, resting, book.leavesLots(resting), events);
            case CANCEL_BOTH -> {
                takeResting(command, resting, book.leavesLots(resting), events);
                prevented = true;
            }
            case DECREMENT_AND_CANCEL -> {
                long lots = Math.min(leaves, book.leavesLots(resting));
                takeResting(command, resting, lots, events);
                cancelled(command, CancelReason.SELF_TRADE, lots, events).leavesQuantityLots(leaves - lots);
                quantityLots -= lots;
                return lots;
            }
            case NONE -> throw new IllegalStateException("own orders trade without self-trade prevention");
        }
        return 0;
    }

    private void takeResting(Command command, int resting, long lots, EventBatch events) {
        long leaves = book.leavesLots(resting) - lots;
        Events.addFor(events, EventType.CANCELLED, command, book, resting)
                .requestId(requestId)
                .quantityLots(lots)
                .leavesQuantityLots(leaves)
                .cancelReason(CancelReason.SELF_TRADE)
                .shown()
                .lessLots(Math.max(0, book.shownLots(resting) - leaves));
        if (leaves == 0) {
            book.remove(resting);
        } else {
            book.shrink(resting, book.quantityLots(resting) - lots, leaves);
        }
    }
}
