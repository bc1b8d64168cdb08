package io.everbook.replay.difference;

import java.util.List;

/**
 * What lies between two positions.
 *
 * @param first where the first side stands
 * @param second where the second side stands
 * @param common the last command that both sides have alike, digest included; -1 where both have parted already before
 *     the first command from which both can be replayed
 * @param firstTrades how many trades the first side has behind it
 * @param secondTrades how many the second has
 * @param added how many orders are open in the second alone
 * @param gone how many are open in the first alone
 * @param changed how many are open in both, but otherwise
 * @param reordered whether the same orders stand in the queues in another order
 * @param state what differs besides, such as {@code instrument open, halted}; the first side's first
 */
public record DifferenceReport(
        Position first,
        Position second,
        long common,
        long firstTrades,
        long secondTrades,
        long added,
        long gone,
        long changed,
        boolean reordered,
        List<String> state) {

    /** Copies the list. */
    public DifferenceReport {
        state = List.copyOf(state);
    }

    /** {@return whether both books, their markets' states and all trades are alike} */
    public boolean equal() {
        return common >= 0 && firstTrades + secondTrades + added + gone + changed == 0 && !reordered && state.isEmpty();
    }

    /** {@return whether the sides have other commands, or other outcomes of them, at the same sequence} */
    public boolean parted() {
        return common < Math.min(first.sequence(), second.sequence());
    }
}
