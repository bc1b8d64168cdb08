package io.everbook.core.matching;

import io.everbook.core.command.Side;

/** An open order of the oracle. */
final class OracleOrder {

    long orderId;
    long requestId;
    int participantId;
    Side side;
    boolean postOnly;
    long priceTicks;
    long quantityLots;
    long leavesLots;
    long timestampNanos;
    byte[] memo;

    /** Lower is earlier among orders of one price. */
    long arrival;

    long executedLots() {
        return quantityLots - leavesLots;
    }
}
