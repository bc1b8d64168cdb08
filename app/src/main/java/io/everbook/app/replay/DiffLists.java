package io.everbook.app.replay;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.replay.difference.DifferenceListener;
import io.everbook.replay.timeline.OrderDifference;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first differences, as many as are to be listed. */
final class DiffLists implements DifferenceListener {

    private final int limit;
    private final List<ExecutionEvent> firstTrades = new ArrayList<>();
    private final List<ExecutionEvent> secondTrades = new ArrayList<>();
    private final List<OrderDifference> orders = new ArrayList<>();

    DiffLists(int limit) {
        this.limit = limit;
    }

    @Override
    public void trade(ExecutionEvent trade, boolean first) {
        List<ExecutionEvent> trades = first ? firstTrades : secondTrades;
        if (trades.size() < limit) {
            ExecutionEvent copy = new ExecutionEvent();
            copy.copyFrom(trade);
            trades.add(copy);
        }
    }

    @Override
    public void order(OrderDifference difference) {
        if (orders.size() < limit) {
            orders.add(difference);
        }
    }

    List<ExecutionEvent> trades(boolean first) {
        return first ? firstTrades : secondTrades;
    }

    List<OrderDifference> orders() {
        return orders;
    }
}
