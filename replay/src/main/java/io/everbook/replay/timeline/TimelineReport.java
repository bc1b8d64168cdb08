package io.everbook.replay.timeline;

import io.everbook.core.instrument.Instrument;
import java.util.List;
import java.util.Map;

/**
 * What a second timeline came to, beside the first.
 *
 * @param instrument what is traded, as the journal defines it
 * @param after the last command before the timelines part; 0 where they part at the beginning
 * @param through the last command of the journal
 * @param commands how many commands of the journal were compared
 * @param tornTail whether the journal ends in an unfinished write, which is no command
 * @param firstDifferent the first command of which something else came; negative for an added one, 0 for none
 * @param differences how many commands differ, by kind; kinds that did not occur are left out
 * @param trades the trades
 * @param fills the participants who traded otherwise, by id
 * @param orders how many open orders differ in the final books; -1 where only their order of priority does
 * @param original the final book of the first timeline
 * @param changed the final book of the second
 */
public record TimelineReport(
        Instrument instrument,
        long after,
        long through,
        long commands,
        boolean tornTail,
        long firstDifferent,
        Map<CommandDifference.Kind, Long> differences,
        TradeCounts trades,
        List<FillsDifference> fills,
        long orders,
        FinalBook original,
        FinalBook changed) {

    /** {@return whether the two timelines are one and the same, to the last event} */
    public boolean identical() {
        return original.digest() == changed.digest() && differences.isEmpty() && orders == 0;
    }

    /** {@return how many commands differ in a way} */
    public long count(CommandDifference.Kind kind) {
        return differences.getOrDefault(kind, 0L);
    }
}
