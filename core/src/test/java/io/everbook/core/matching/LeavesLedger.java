package io.everbook.core.matching;

import io.everbook.core.command.Side;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps account of what is open of each order from the events alone, as a client would, and finds any event that does
 * not follow from the ones before it. Quantity is conserved when its sums are those of the book.
 */
final class LeavesLedger {

    private final Map<Long, Long> leavesByOrder = new HashMap<>();
    private final Map<Long, Side> sideByOrder = new HashMap<>();
    private long bidLots;
    private long askLots;
    private long tradeId;

    /** {@return what is open on a side, in lots} */
    long totalLots(Side side) {
        return side == Side.BUY ? bidLots : askLots;
    }

    int openOrderCount() {
        return leavesByOrder.size();
    }

    /** {@return the event that contradicts the earlier ones, or null} */
    String difference(EventBatch events) {
        for (int i = 0; i < events.size(); i++) {
            ExecutionEvent event = events.event(i);
            if (!book(event)) {
                return "does not follow from earlier events: " + EventText.of(event);
            }
        }
        return null;
    }

    private boolean book(ExecutionEvent event) {
        long orderId = event.orderId();
        EventType type = event.type();
        if (type == EventType.ACCEPTED) {
            sideByOrder.put(orderId, event.side());
            return !leavesByOrder.containsKey(orderId) && set(orderId, event.leavesQuantityLots());
        } else if (type == EventType.TRADED) {
            tradeId++;
            return event.tradeId() == tradeId
                    && sideByOrder.get(orderId) == event.side()
                    && sideByOrder.get(event.restingOrderId()) == event.side().opposite()
                    && takeOff(orderId, event.quantityLots(), event.leavesQuantityLots())
                    && takeOff(event.restingOrderId(), event.quantityLots(), event.restingLeavesQuantityLots());
        } else if (type == EventType.CANCELLED) {
            return takeOff(orderId, event.quantityLots(), event.leavesQuantityLots());
        } else if (type == EventType.TRIGGERED || type == EventType.REFRESHED) {
            Long leaves = leavesByOrder.get(orderId);
            return leaves != null && leaves == event.leavesQuantityLots() && event.quantityLots() > 0;
        } else if (type == EventType.REPLACED) {
            return leavesByOrder.containsKey(orderId) && set(orderId, event.leavesQuantityLots());
        }
        return true;
    }

    private boolean takeOff(long orderId, long lots, long expectedLeaves) {
        Long leaves = leavesByOrder.get(orderId);
        return leaves != null && lots > 0 && leaves - lots == expectedLeaves && set(orderId, expectedLeaves);
    }

    private boolean set(long orderId, long leaves) {
        long before = leavesByOrder.getOrDefault(orderId, 0L);
        if (sideByOrder.get(orderId) == Side.BUY) {
            bidLots += leaves - before;
        } else {
            askLots += leaves - before;
        }
        if (leaves == 0) {
            leavesByOrder.remove(orderId);
            sideByOrder.remove(orderId);
        } else {
            leavesByOrder.put(orderId, leaves);
        }
        return leaves >= 0;
    }
}
