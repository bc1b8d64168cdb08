package io.everbook.core.matching;

import io.everbook.core.command.Limits;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.Memo;
import java.util.Arrays;

/** Whether two events are equal in every field, but for what they change of the visible book. */
final class EventComparison {

    private EventComparison() {}

    static boolean same(ExecutionEvent a, ExecutionEvent b) {
        return sameKinds(a, b)
                && a.sequence() == b.sequence()
                && a.timestampNanos() == b.timestampNanos()
                && a.indexInCommand() == b.indexInCommand()
                && a.lastOfCommand() == b.lastOfCommand()
                && a.marketIndex() == b.marketIndex()
                && a.participantId() == b.participantId()
                && a.orderId() == b.orderId()
                && a.requestId() == b.requestId()
                && a.origRequestId() == b.origRequestId()
                && a.priceTicks() == b.priceTicks()
                && a.quantityLots() == b.quantityLots()
                && a.leavesQuantityLots() == b.leavesQuantityLots()
                && a.tradeId() == b.tradeId()
                && sameResting(a, b)
                && same(a.memo(), b.memo())
                && same(a.limits(), b.limits())
                && a.attachment() == b.attachment();
    }

    private static boolean sameKinds(ExecutionEvent a, ExecutionEvent b) {
        return a.type() == b.type()
                && a.commandType() == b.commandType()
                && a.side() == b.side()
                && a.orderType() == b.orderType()
                && a.timeInForce() == b.timeInForce()
                && a.rejectReason() == b.rejectReason()
                && a.cancelReason() == b.cancelReason()
                && a.instrumentState() == b.instrumentState()
                && a.participantState() == b.participantState()
                && a.postOnly() == b.postOnly()
                && a.priorityKept() == b.priorityKept();
    }

    private static boolean sameResting(ExecutionEvent a, ExecutionEvent b) {
        return a.restingOrderId() == b.restingOrderId()
                && a.restingParticipantId() == b.restingParticipantId()
                && a.restingRequestId() == b.restingRequestId()
                && a.restingLeavesQuantityLots() == b.restingLeavesQuantityLots()
                && same(a.restingMemo(), b.restingMemo());
    }

    private static boolean same(Memo a, Memo b) {
        return Arrays.equals(a.bytes(), 0, a.length(), b.bytes(), 0, b.length());
    }

    private static boolean same(Limits a, Limits b) {
        return a.minPriceTicks() == b.minPriceTicks()
                && a.maxPriceTicks() == b.maxPriceTicks()
                && a.maxQuantityLots() == b.maxQuantityLots()
                && a.maxNotional() == b.maxNotional()
                && a.maxOpenOrders() == b.maxOpenOrders();
    }
}
