package io.everbook.replay.difference;

import io.everbook.core.event.ExecutionEvent;
import io.everbook.replay.timeline.OrderDifference;

/** Is told each difference: first the trades of the first side, then those of the second, then the orders. */
public interface DifferenceListener {

    /** Wants to know only the report. */
    DifferenceListener NONE = new DifferenceListener() {};

    /**
     * One side has a trade behind the last command that both have.
     *
     * @param trade the trade; used again for the next
     * @param first whether the first side has it
     */
    default void trade(ExecutionEvent trade, boolean first) {}

    /**
     * An order is not the same in both books.
     *
     * @param difference the order as the first side ("original") and the second have it
     */
    default void order(OrderDifference difference) {}
}
