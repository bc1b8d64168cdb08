package io.everbook.app.json;

import io.everbook.core.command.Command;
import java.nio.charset.StandardCharsets;

/** Every journaled field of a command as text, so that two commands can be compared. */
final class CommandText {

    private CommandText() {}

    static String of(Command c) {
        return "type=" + c.type() + " market=" + c.marketIndex() + " participant=" + c.participantId() + " requestId="
                + c.requestId() + " orderId=" + c.orderId() + " origRequestId=" + c.origRequestId() + " side="
                + c.side() + " orderType=" + c.orderType() + " timeInForce=" + c.timeInForce() + " price="
                + c.priceTicks() + " quantity=" + c.quantityLots() + " leaves=" + c.leavesQuantityLots() + " trigger="
                + c.triggerPriceTicks() + " display=" + c.displayQuantityLots() + " expire=" + c.expireNanos()
                + " postOnly=" + c.postOnly() + " stp=" + c.selfTradePrevention() + " state=" + c.instrumentState()
                + " participantState=" + c.participantState() + " refusal=" + c.refusal() + " limits="
                + c.limits().minPriceTicks() + "," + c.limits().maxPriceTicks() + ","
                + c.limits().maxQuantityLots() + "," + c.limits().maxNotional() + ","
                + c.limits().maxOpenOrders() + " timestamp=" + c.timestampNanos() + " memo="
                + new String(c.memo(), 0, c.memoLength(), StandardCharsets.UTF_8);
    }
}
