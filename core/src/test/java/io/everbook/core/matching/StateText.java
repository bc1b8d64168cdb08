package io.everbook.core.matching;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.InstrumentState;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The whole state of a market, one line for each of its parts, every field in it. */
final class StateText implements StateVisitor {

    final List<String> lines = new ArrayList<>();

    static List<String> of(Market market) {
        StateText text = new StateText();
        market.visit(text);
        return text.lines;
    }

    static String line(InstrumentState state, Limits limits, long... numbers) {
        return state + " " + limits.minPriceTicks() + " " + limits.maxPriceTicks() + " " + limits.maxQuantityLots()
                + " " + limits.maxNotional() + " " + limits.maxOpenOrders() + " " + Arrays.toString(numbers);
    }

    static String line(RestingOrder order) {
        long[] ids = {order.orderId, order.requestId, order.participantId, order.timestampNanos, order.expireNanos};
        long[] prices = {order.priceTicks, order.triggerPriceTicks};
        long[] lots = {order.quantityLots, order.leavesQuantityLots, order.displayQuantityLots, order.shownQuantityLots
        };
        return order.side + " " + order.orderType + " " + order.timeInForce + " " + order.selfTradePrevention
                + (order.postOnly ? " post-only" : "") + (order.waiting ? " waiting" : "") + Arrays.toString(ids)
                + Arrays.toString(prices) + Arrays.toString(lots)
                + Arrays.toString(Arrays.copyOf(order.memo.bytes(), order.memo.length()));
    }

    @Override
    public void summary(MarketSummary summary) {
        lines.add(line(
                summary.instrumentState(),
                summary.limits(),
                summary.lastTradeId(),
                summary.lastTradePriceTicks(),
                summary.timeNanos(),
                summary.openOrderCount()));
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        lines.add(participantId + " " + lastRequestId + " " + (state == ParticipantState.DISABLED));
    }

    @Override
    public void order(RestingOrder order) {
        BookText.checkEnds(lines);
        lines.add(line(order));
    }
}
