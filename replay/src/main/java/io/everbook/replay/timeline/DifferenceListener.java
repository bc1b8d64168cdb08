package io.everbook.replay.timeline;

import io.everbook.core.event.ExecutionEvent;

/** Is told each difference between two timelines, in the order of the journal, then those of the final books. */
public interface DifferenceListener {

    /** Wants to know only the report. */
    DifferenceListener NONE = new DifferenceListener() {};

    /**
     * Something else came of a command. Called before its trades.
     *
     * @param difference what
     */
    default void command(CommandDifference difference) {}

    /**
     * One timeline has a trade that the other has not.
     *
     * @param trade the trade, in the ids of the journal; its trade id is that of its own timeline; used again
     * @param original whether the first has it, and the second has not
     */
    default void trade(ExecutionEvent trade, boolean original) {}

    /**
     * An order is not the same in both final books.
     *
     * @param difference what is different
     */
    default void order(OrderDifference difference) {}
}
