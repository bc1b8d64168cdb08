package io.everbook.snapshot;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Limits;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The whole state of a market as lines of text, to compare two of them. */
final class StateRecords implements StateVisitor {

    private final List<String> lines = new ArrayList<>();

    static List<String> of(Market market) {
        StateRecords records = new StateRecords();
        market.visit(records);
        return records.lines();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void summary(MarketSummary s) {
        Limits l = s.limits();
        lines.add("summary " + s.sequence() + " " + s.digest() + " " + s.lastTradeId() + " " + s.lastTradePriceTicks()
                + " " + s.timeNanos() + " " + s.instrumentState() + " " + s.participantCount() + " "
                + s.openOrderCount());
        lines.add("limits " + l.minPriceTicks() + " " + l.maxPriceTicks() + " " + l.maxQuantityLots() + " "
                + l.maxNotional() + " " + l.maxOpenOrders());
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        lines.add("participant " + participantId + " " + lastRequestId + " " + state);
    }

    @Override
    public void order(RestingOrder o) {
        lines.add("order " + o.orderId + " " + o.requestId + " " + o.participantId + " " + o.side + " " + o.orderType
                + " "
                + o.timeInForce + " " + o.selfTradePrevention + " " + o.postOnly + " " + o.priceTicks + " "
                + o.quantityLots + " " + o.leavesQuantityLots + " " + o.displayQuantityLots + " " + o.triggerPriceTicks
                + " " + o.shownQuantityLots + " " + o.waiting + " " + o.expireNanos + " " + o.timestampNanos + " "
                + Arrays.toString(Arrays.copyOf(o.memo.bytes(), o.memo.length())));
    }
}
