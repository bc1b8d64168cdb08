package io.everbook.replay.simulation;

import io.everbook.core.command.Command;
import io.everbook.core.command.Limits;
import java.util.Arrays;

/** Compares commands in every field that a journal keeps. */
final class CommandComparison {

    private CommandComparison() {}

    static boolean same(Command one, Command other) {
        return one.type() == other.type()
                && one.sequence() == other.sequence()
                && one.timestampNanos() == other.timestampNanos()
                && one.participantId() == other.participantId()
                && one.requestId() == other.requestId()
                && one.orderId() == other.orderId()
                && one.origRequestId() == other.origRequestId()
                && sameOrder(one, other)
                && sameControl(one, other);
    }

    private static boolean sameOrder(Command one, Command other) {
        return one.side() == other.side()
                && one.orderType() == other.orderType()
                && one.timeInForce() == other.timeInForce()
                && one.selfTradePrevention() == other.selfTradePrevention()
                && one.postOnly() == other.postOnly()
                && one.priceTicks() == other.priceTicks()
                && one.quantityLots() == other.quantityLots()
                && one.leavesQuantityLots() == other.leavesQuantityLots()
                && one.triggerPriceTicks() == other.triggerPriceTicks()
                && one.displayQuantityLots() == other.displayQuantityLots()
                && one.expireNanos() == other.expireNanos();
    }

    private static boolean sameControl(Command one, Command other) {
        return one.instrumentState() == other.instrumentState()
                && one.participantState() == other.participantState()
                && one.refusal() == other.refusal()
                && sameLimits(one.limits(), other.limits())
                && Arrays.equals(one.memo(), 0, one.memoLength(), other.memo(), 0, other.memoLength());
    }

    private static boolean sameLimits(Limits one, Limits other) {
        return one.minPriceTicks() == other.minPriceTicks()
                && one.maxPriceTicks() == other.maxPriceTicks()
                && one.maxQuantityLots() == other.maxQuantityLots()
                && one.maxNotional() == other.maxNotional()
                && one.maxOpenOrders() == other.maxOpenOrders();
    }
}
