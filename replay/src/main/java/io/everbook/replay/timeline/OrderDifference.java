package io.everbook.replay.timeline;

/**
 * An open order that two books do not have alike.
 *
 * @param original the order in the first; null where it is not open there
 * @param changed the order in the second; null where it is not open there
 */
public record OrderDifference(OrderState original, OrderState changed) {

    /** {@return the order, as the journal numbers it} */
    public long orderId() {
        return original != null ? original.orderId() : changed.orderId();
    }
}
