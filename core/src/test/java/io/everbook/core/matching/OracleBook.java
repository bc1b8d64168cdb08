package io.everbook.core.matching;

import io.everbook.core.command.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The book of the oracle: one list a side, sorted anew whenever an order comes in. Slow, and plain to see through. */
final class OracleBook {

    private static final Comparator<OracleOrder> BY_ARRIVAL = Comparator.comparingLong(order -> order.arrival);
    private static final Comparator<OracleOrder> DEAREST_FIRST =
            Comparator.<OracleOrder>comparingLong(order -> -order.priceTicks).thenComparing(BY_ARRIVAL);
    private static final Comparator<OracleOrder> CHEAPEST_FIRST =
            Comparator.<OracleOrder>comparingLong(order -> order.priceTicks).thenComparing(BY_ARRIVAL);

    private static final Comparator<OracleOrder> LOWEST_TRIGGER_FIRST =
            Comparator.<OracleOrder>comparingLong(order -> order.triggerTicks).thenComparing(BY_ARRIVAL);
    private static final Comparator<OracleOrder> HIGHEST_TRIGGER_FIRST =
            Comparator.<OracleOrder>comparingLong(order -> -order.triggerTicks).thenComparing(BY_ARRIVAL);

    private final List<OracleOrder> bids = new ArrayList<>();
    private final List<OracleOrder> asks = new ArrayList<>();
    private final List<OracleOrder> buyStops = new ArrayList<>();
    private final List<OracleOrder> sellStops = new ArrayList<>();
    private long arrivals;

    /** {@return the orders of a side in priority order} */
    List<OracleOrder> orders(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** {@return the stop orders of a side that wait for their trigger, the first to be triggered in front} */
    List<OracleOrder> waiting(Side side) {
        return side == Side.BUY ? buyStops : sellStops;
    }

    int openOrderCount() {
        return all().size();
    }

    void enter(OracleOrder order) {
        order.arrival = arrivals++;
        if (order.waiting) {
            waiting(order.side).add(order);
            waiting(order.side).sort(order.side == Side.BUY ? LOWEST_TRIGGER_FIRST : HIGHEST_TRIGGER_FIRST);
            return;
        }
        order.sliceLots = Math.min(order.displayLots, order.leavesLots);
        orders(order.side).add(order);
        orders(order.side).sort(order.side == Side.BUY ? DEAREST_FIRST : CHEAPEST_FIRST);
    }

    void remove(OracleOrder order) {
        orders(order.side).remove(order);
        waiting(order.side).remove(order);
    }

    long totalLots(Side side) {
        long total = 0;
        for (OracleOrder order : all()) {
            total = Math.addExact(total, order.side == side ? order.leavesLots : 0);
        }
        return total;
    }

    OracleOrder byId(long orderId) {
        for (OracleOrder order : all()) {
            if (order.orderId == orderId) {
                return order;
            }
        }
        return null;
    }

    OracleOrder byRequest(int participantId, long requestId) {
        for (OracleOrder order : all()) {
            if (requestId != 0 && order.participantId == participantId && order.requestId == requestId) {
                return order;
            }
        }
        return null;
    }

    /** {@return a participant's orders, the one entered first at the front} */
    List<OracleOrder> ofParticipant(int participantId) {
        List<OracleOrder> own = new ArrayList<>(all());
        own.removeIf(order -> order.participantId != participantId);
        own.sort(Comparator.comparingLong(order -> order.orderId));
        return own;
    }

    List<OracleOrder> all() {
        List<OracleOrder> all = new ArrayList<>(bids);
        all.addAll(asks);
        all.addAll(buyStops);
        all.addAll(sellStops);
        return all;
    }

    /**
     * {@return whether an order of this side and limit would trade with that resting order; a limit of 0 takes any
     * price}
     */
    static boolean trades(Side incoming, long limitTicks, OracleOrder resting) {
        if (limitTicks == 0) {
            return true;
        }
        return incoming == Side.BUY ? resting.priceTicks <= limitTicks : resting.priceTicks >= limitTicks;
    }
}
