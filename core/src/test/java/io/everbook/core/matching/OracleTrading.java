package io.everbook.core.matching;

import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;

/** How orders meet in the oracle. */
final class OracleTrading {

    long tradeId;
    long lastTradePriceTicks;
    private final OracleMarket market;

    OracleTrading(OracleMarket market) {
        this.market = market;
    }

    /** {@return whether self-trade prevention ended the incoming order} */
    boolean trade(OracleOrder incoming) {
        List<OracleOrder> opposite = market.book.orders(incoming.side.opposite());
        while (incoming.leavesLots > 0 && !opposite.isEmpty()) {
            OracleOrder resting = opposite.get(0);
            if (!OracleBook.trades(incoming.side, incoming.priceTicks, resting)) {
                return false;
            }
            if (resting.neverTradesWith(incoming)) {
                if (prevent(incoming, resting)) {
                    return true;
                }
            } else {
                tradeOnce(incoming, resting);
            }
        }
        return false;
    }

    private boolean prevent(OracleOrder incoming, OracleOrder resting) {
        SelfTradePrevention mode = incoming.selfTradePrevention;
        if (mode == SelfTradePrevention.DECREMENT_AND_CANCEL) {
            long lots = Math.min(incoming.leavesLots, resting.leavesLots);
            decrement(resting, lots);
            if (resting.leavesLots == 0) {
                market.book.remove(resting);
            }
            decrement(incoming, lots);
            return false;
        }
        if (mode != SelfTradePrevention.CANCEL_NEWEST) {
            market.book.remove(resting);
            market.cancelled(resting, resting.leavesLots, CancelReason.SELF_TRADE);
        }
        return mode != SelfTradePrevention.CANCEL_OLDEST;
    }

    private void decrement(OracleOrder order, long lots) {
        order.leavesLots -= lots;
        order.quantityLots -= lots;
        order.sliceLots = Math.min(order.sliceLots, order.leavesLots);
        market.cancelled(order, lots, CancelReason.SELF_TRADE).leavesQuantityLots(order.leavesLots);
    }

    private void tradeOnce(OracleOrder incoming, OracleOrder resting) {
        long lots = Math.min(incoming.leavesLots, resting.shownLots());
        incoming.leavesLots -= lots;
        resting.leavesLots -= lots;
        resting.sliceLots -= lots;
        tradeId++;
        lastTradePriceTicks = resting.priceTicks;
        traded(incoming, resting, lots);
        if (resting.leavesLots == 0) {
            market.book.remove(resting);
        } else if (resting.displayLots > 0 && resting.sliceLots == 0) {
            market.book.remove(resting);
            market.book.enter(resting);
            market.about(EventType.REFRESHED, resting)
                    .requestId(0)
                    .quantityLots(resting.sliceLots)
                    .leavesQuantityLots(resting.leavesLots);
        }
    }

    private void traded(OracleOrder incoming, OracleOrder resting, long lots) {
        ExecutionEvent event = market.about(EventType.TRADED, incoming)
                .tradeId(tradeId)
                .quantityLots(lots)
                .priceTicks(resting.priceTicks)
                .leavesQuantityLots(incoming.leavesLots)
                .restingOrderId(resting.orderId)
                .restingParticipantId(resting.participantId)
                .restingRequestId(resting.requestId)
                .restingLeavesQuantityLots(resting.leavesLots);
        event.restingMemo().set(resting.memo, 0, resting.memo.length);
    }

    /** {@return whether an order would trade in full, found out by going through its trades one slice at a time} */
    boolean fillsCompletely(OracleOrder incoming) {
        List<OracleOrder> queue = new ArrayList<>(market.book.orders(incoming.side.opposite()));
        List<Long> hidden = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        for (OracleOrder order : queue) {
            shown.add(order.shownLots());
            hidden.add(order.leavesLots - order.shownLots());
        }
        long wanted = incoming.leavesLots;
        while (wanted > 0) {
            if (queue.isEmpty() || !OracleBook.trades(incoming.side, incoming.priceTicks, queue.get(0))) {
                return false;
            }
            OracleOrder first = queue.remove(0);
            long slice = shown.remove(0);
            long rest = hidden.remove(0);
            if (first.neverTradesWith(incoming)) {
                if (incoming.selfTradePrevention != SelfTradePrevention.CANCEL_OLDEST) {
                    return false;
                }
                continue;
            }
            wanted -= Math.min(wanted, slice);
            if (rest > 0) {
                int back = 0;
                while (back < queue.size() && queue.get(back).priceTicks == first.priceTicks) {
                    back++;
                }
                queue.add(back, first);
                shown.add(back, Math.min(first.displayLots, rest));
                hidden.add(back, rest - Math.min(first.displayLots, rest));
            }
        }
        return true;
    }
}
