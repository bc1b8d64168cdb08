package io.everbook.core.matching;

import io.everbook.core.command.OrderType;
import io.everbook.core.command.SelfTradePrevention;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;

/** An open order of the oracle. */
final class OracleOrder {

    long orderId;
    long requestId;
    int participantId;
    Side side;
    OrderType orderType;
    TimeInForce timeInForce;
    SelfTradePrevention selfTradePrevention;
    boolean postOnly;
    boolean waiting;
    long priceTicks;
    long triggerTicks;
    long quantityLots;
    long leavesLots;
    long displayLots;

    /** What is left of an iceberg's slice. */
    long sliceLots;

    /** When it expires; 0 for never. */
    long expireNanos;

    long timestampNanos;
    byte[] memo;

    /** Lower is earlier among orders of one price. */
    long arrival;

    long executedLots() {
        return quantityLots - leavesLots;
    }

    /** {@return what an incoming order can trade with before it comes to the next order} */
    long shownLots() {
        return displayLots == 0 || waiting ? leavesLots : sliceLots;
    }

    boolean neverTradesWith(OracleOrder incoming) {
        return participantId == incoming.participantId && incoming.selfTradePrevention != SelfTradePrevention.NONE;
    }
}
