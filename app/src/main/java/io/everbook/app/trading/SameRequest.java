package io.everbook.app.trading;

import io.everbook.core.command.Command;
import java.util.Arrays;

/** Tells whether a command repeats another: everything that a client says is equal. */
final class SameRequest {

    private SameRequest() {}

    static boolean test(Command one, Command other) {
        return one.typeCode() == other.typeCode()
                && one.participantId() == other.participantId()
                && one.requestId() == other.requestId()
                && sameOrder(one, other)
                && sameTerms(one, other)
                && sameAmounts(one, other)
                && Arrays.equals(one.memo(), 0, one.memoLength(), other.memo(), 0, other.memoLength());
    }

    private static boolean sameOrder(Command one, Command other) {
        return one.orderId() == other.orderId() && one.origRequestId() == other.origRequestId();
    }

    private static boolean sameTerms(Command one, Command other) {
        return one.orderCodes() == other.orderCodes()
                && one.expireNanos() == other.expireNanos()
                && one.refusal() == other.refusal();
    }

    private static boolean sameAmounts(Command one, Command other) {
        return one.priceTicks() == other.priceTicks()
                && one.quantityLots() == other.quantityLots()
                && one.leavesQuantityLots() == other.leavesQuantityLots()
                && one.triggerPriceTicks() == other.triggerPriceTicks()
                && one.displayQuantityLots() == other.displayQuantityLots();
    }
}
