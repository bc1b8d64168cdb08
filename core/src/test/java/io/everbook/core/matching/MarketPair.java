package io.everbook.core.matching;

import io.everbook.core.book.BookView;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.Command;
import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.instrument.Instrument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A market and the oracle beside it, given the same commands; every difference is found at the command that makes it.
 */
final class MarketPair {

    final OracleMarket oracle;
    private final Market market;
    private final EventBatch events = new EventBatch();
    private final LeavesLedger ledger = new LeavesLedger();
    private List<ExecutionEvent> lastEvents = List.of();

    MarketPair(Instrument instrument) {
        oracle = new OracleMarket(instrument);
        market = new Market(instrument);
    }

    long sequence() {
        return market.sequence();
    }

    /** {@return what the last command did, by the oracle} */
    List<ExecutionEvent> lastEvents() {
        return lastEvents;
    }

    /**
     * Applies a command to both.
     *
     * @param command the command; gets its sequence here
     * @return how the two differ, or null
     */
    String difference(Command command) {
        command.sequence(market.sequence() + 1);
        List<ExecutionEvent> expected = oracle.apply(command);
        lastEvents = expected;
        try {
            market.apply(command, events);
        } catch (RuntimeException e) {
            return "the market threw " + e;
        }
        String difference = eventDifference(expected);
        difference = difference == null ? ledger.difference(events) : difference;
        return difference == null ? viewDifference() : difference;
    }

    private String eventDifference(List<ExecutionEvent> expected) {
        boolean same = expected.size() == events.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = EventComparison.same(expected.get(i), events.event(i));
        }
        if (same) {
            return null;
        }
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            actual.add(EventText.of(events.event(i)));
        }
        return "expected events " + expected.stream().map(EventText::of).toList() + " but were " + actual;
    }

    private String viewDifference() {
        BookView view = market.view(Integer.MAX_VALUE);
        boolean crossed = view.bids().depth() > 0
                && view.asks().depth() > 0
                && view.bids().priceTicks()[0] >= view.asks().priceTicks()[0];
        if (crossed) {
            return "the book is crossed";
        }
        boolean same = view.sequence() == market.sequence()
                && view.digest() == market.digest()
                && view.lastTradeId() == oracle.tradeId()
                && view.lastTradePriceTicks() == oracle.lastTradePriceTicks()
                && view.openOrderCount() == oracle.book.openOrderCount()
                && view.openOrderCount() == ledger.openOrderCount()
                && sameLevels(view.bids(), Side.BUY)
                && sameLevels(view.asks(), Side.SELL)
                && oracle.book.totalLots(Side.BUY) == ledger.totalLots(Side.BUY)
                && oracle.book.totalLots(Side.SELL) == ledger.totalLots(Side.SELL);
        return same
                ? null
                : "the visible books differ: oracle " + oracleOrders() + " market bids "
                        + Arrays.toString(view.bids().priceTicks()) + " asks "
                        + Arrays.toString(view.asks().priceTicks());
    }

    private boolean sameLevels(BookView.Levels levels, Side side) {
        int level = -1;
        long levelLots = 0;
        int levelOrders = 0;
        for (OracleOrder order : oracle.book.orders(side)) {
            if (level < 0 || levels.priceTicks()[level] != order.priceTicks) {
                level++;
                levelLots = 0;
                levelOrders = 0;
                if (level >= levels.depth() || levels.priceTicks()[level] != order.priceTicks) {
                    return false;
                }
            }
            levelLots += order.shownLots();
            levelOrders++;
            boolean last = levelOrders == levels.orderCount()[level];
            if (levelOrders > levels.orderCount()[level] || last && levelLots != levels.quantityLots()[level]) {
                return false;
            }
        }
        return level == levels.depth() - 1;
    }

    /** {@return how the whole states differ, order by order and field by field, or null} */
    String stateDifference() {
        List<String> expected = new ArrayList<>();
        expected.add(StateText.line(
                oracle.state,
                oracle.limits,
                oracle.tradeId(),
                oracle.lastTradePriceTicks(),
                oracle.timeNanos,
                oracle.book.openOrderCount()));
        oracle.lastRequestIds.forEach((id, last) -> expected.add(id + " " + last + " " + oracle.disabled.contains(id)));
        expected.addAll(oracleOrders());
        StateText actual = new StateText();
        try {
            market.visit(actual);
        } catch (RuntimeException e) {
            return "the visit threw " + e;
        }
        return expected.equals(actual.lines) ? null : "expected state " + expected + " but was " + actual.lines;
    }

    private List<String> oracleOrders() {
        List<String> lines = new ArrayList<>();
        for (OracleOrder order : oracle.book.all()) {
            RestingOrder copy = new RestingOrder();
            copy.orderId = order.orderId;
            copy.requestId = order.requestId;
            copy.participantId = order.participantId;
            copy.side = order.side;
            copy.orderType = order.orderType;
            copy.timeInForce = order.timeInForce;
            copy.selfTradePrevention = order.selfTradePrevention;
            copy.postOnly = order.postOnly;
            copy.waiting = order.waiting;
            copy.priceTicks = order.priceTicks;
            copy.triggerPriceTicks = order.triggerTicks;
            copy.quantityLots = order.quantityLots;
            copy.leavesQuantityLots = order.leavesLots;
            copy.displayQuantityLots = order.displayLots;
            copy.shownQuantityLots = order.shownLots();
            copy.expireNanos = order.expireNanos;
            copy.timestampNanos = order.timestampNanos;
            copy.memo.set(order.memo, 0, order.memo.length);
            lines.add(StateText.line(copy));
        }
        return lines;
    }
}
