package io.everbook.replay.timeline;

import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * Compares the open orders of two markets of one symbol. Takes memory for a number per open order of the first and for
 * the orders that differ; gives the differences in the order of the second's book, then of the first's.
 */
public final class BookComparison {

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final LongUnaryOperator toOriginal;
    private final Consumer<OrderDifference> listener;
    /** By their ids, the orders of the first; then of these only the ones that differ. */
    private final Map<Long, Long> fingerprints = new HashMap<>();

    private final Map<Long, OrderState> changed = new HashMap<>();
    private long differences;
    private long originalQueue;
    private long changedQueue;

    private BookComparison(LongUnaryOperator toOriginal, Consumer<OrderDifference> listener) {
        this.toOriginal = toOriginal;
        this.listener = listener;
    }

    /**
     * Compares two books.
     *
     * @param original the first market
     * @param other the second
     * @param toOriginal gives the first market's id of an order of the second
     * @param listener is given each order that differs
     * @return how many orders differ; -1 where all are alike but stand in another order
     */
    public static long compare(
            Market original, Market other, LongUnaryOperator toOriginal, Consumer<OrderDifference> listener) {
        BookComparison comparison = new BookComparison(toOriginal, listener);
        original.visit(new Orders(comparison::remember));
        other.visit(new Orders(comparison::meet));
        original.visit(new Orders(comparison::miss));
        boolean reordered = comparison.originalQueue != comparison.changedQueue;
        return comparison.differences == 0 && reordered ? -1 : comparison.differences;
    }

    private void remember(RestingOrder order) {
        fingerprints.put(order.orderId, fingerprint(order));
    }

    private void meet(RestingOrder order) {
        long orderId = toOriginal.applyAsLong(order.orderId);
        Long known = fingerprints.get(orderId);
        if (known == null) {
            differences++;
            listener.accept(new OrderDifference(null, OrderState.of(order, orderId)));
            return;
        }
        changedQueue = mix(changedQueue, orderId);
        if (known == fingerprint(order)) {
            fingerprints.remove(orderId);
        } else {
            changed.put(orderId, OrderState.of(order, orderId));
        }
    }

    private void miss(RestingOrder order) {
        boolean differs = fingerprints.containsKey(order.orderId);
        OrderState now = changed.get(order.orderId);
        if (!differs || now != null) {
            originalQueue = mix(originalQueue, order.orderId);
        }
        if (differs) {
            differences++;
            listener.accept(new OrderDifference(OrderState.of(order, order.orderId), now));
        }
    }

    private static long fingerprint(RestingOrder order) {
        long kinds = (long) order.participantId << 32
                | order.side.code() << 16
                | order.orderType.code() << 8
                | (order.waiting ? 1 : 0);
        long result = mix(mix(kinds, order.priceTicks), order.triggerPriceTicks);
        result = mix(mix(result, order.quantityLots), order.leavesQuantityLots);
        return mix(mix(result, order.shownQuantityLots), order.expireNanos);
    }

    private static long mix(long hash, long value) {
        long result = (hash ^ value) * MULTIPLIER;
        return result ^ result >>> 31;
    }

    /** Sees the open orders, best first, then the waiting ones. */
    private record Orders(Consumer<RestingOrder> listener) implements StateVisitor {

        @Override
        public void summary(MarketSummary summary) {}

        @Override
        public void participant(int participantId, long lastRequestId, ParticipantState state) {}

        @Override
        public void order(RestingOrder order) {
            listener.accept(order);
        }
    }
}
