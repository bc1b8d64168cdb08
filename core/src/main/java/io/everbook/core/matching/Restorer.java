package io.everbook.core.matching;

import static io.everbook.core.Invariant.require;

import io.everbook.core.book.OrderBook;
import io.everbook.core.book.Participants;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.ParticipantState;

/** Fills an empty market with a visited state. */
final class Restorer implements StateVisitor {

    private final Market market;
    private final OrderBook book;
    private final Participants participants;
    private final Command entering = new Command();
    private MarketSummary summary;

    Restorer(Market market, OrderBook book, Participants participants) {
        this.market = market;
        this.book = book;
        this.participants = participants;
    }

    @Override
    public void summary(MarketSummary state) {
        summary = state;
        market.restore(state);
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        require(participants.find(participantId) == Participants.NONE, "a participant is restored once", participantId);
        int slot = participants.findOrAdd(participantId);
        participants.lastRequestId(slot, lastRequestId);
        participants.state(slot, state);
    }

    @Override
    public void order(RestingOrder order) {
        int owner = participants.find(order.participantId);
        require(owner != Participants.NONE, "the owner of a restored order is known", order.orderId);
        require(order.leavesQuantityLots > 0, "a restored order is open", order.orderId);
        require(
                order.orderId > 0 && order.orderId <= summary.sequence(),
                "a restored order was entered",
                order.orderId);
        entering.clear()
                .type(CommandType.NEW_ORDER)
                .sequence(order.orderId)
                .participantId(order.participantId)
                .requestId(order.requestId)
                .side(order.side)
                .orderType(order.orderType)
                .timeInForce(order.timeInForce)
                .selfTradePrevention(order.selfTradePrevention)
                .postOnly(order.postOnly)
                .priceTicks(order.priceTicks)
                .quantityLots(order.quantityLots)
                .displayQuantityLots(order.displayQuantityLots)
                .triggerPriceTicks(order.triggerPriceTicks)
                .expireNanos(order.expireNanos)
                .timestampNanos(order.timestampNanos)
                .memo(order.memo.bytes(), order.memo.length());
        book.restore(entering, owner, order);
        if (book.openOrderCount() == summary.openOrderCount()) {
            book.listRestored();
        }
    }
}
