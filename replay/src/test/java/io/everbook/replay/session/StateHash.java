package io.everbook.replay.session;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every field of every order in queue order, and of every participant, in one number. */
final class StateHash implements StateVisitor {

    private final List<Object> fields = new ArrayList<>();

    private StateHash() {}

    static int of(Market market) {
        StateHash hash = new StateHash();
        market.visit(hash);
        return hash.fields.hashCode();
    }

    @Override
    public void summary(MarketSummary state) {
        fields.addAll(List.of(
                state.sequence(),
                state.digest(),
                state.lastTradeId(),
                state.lastTradePriceTicks(),
                state.timeNanos(),
                state.instrumentState(),
                state.limits().maxOpenOrders()));
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        fields.addAll(List.of(participantId, lastRequestId, state));
    }

    @Override
    public void order(RestingOrder order) {
        fields.addAll(List.of(order.orderId, order.requestId, order.participantId, order.side, order.orderType));
        fields.addAll(List.of(order.timeInForce, order.selfTradePrevention, order.postOnly, order.priceTicks));
        fields.addAll(List.of(order.quantityLots, order.leavesQuantityLots, order.shownQuantityLots, order.waiting));
        fields.addAll(List.of(order.displayQuantityLots, order.triggerPriceTicks, order.expireNanos));
        fields.add(Arrays.hashCode(Arrays.copyOf(order.memo.bytes(), order.memo.length())));
    }
}
