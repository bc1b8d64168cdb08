package io.everbook.replay.timeline;

import io.everbook.core.command.CommandType;
import io.everbook.core.event.RejectReason;

/**
 * A command of which something else came in the second timeline.
 *
 * @param kind what is different
 * @param sequence the command, as the journal numbers it; -1, -2 and so on for those that were added
 * @param type what it asks for; of a replaced command what the new one asks for; null where it is none that is known
 * @param participantId who asks; 0 for the operator
 * @param orderId the order that it names, as the journal numbers it; 0 where it names none so
 * @param original why the first timeline refused it; null where it did not, or does not have it
 * @param changed why the second refused it; null where it did not, or does not have it
 */
public record CommandDifference(
        Kind kind,
        long sequence,
        CommandType type,
        int participantId,
        long orderId,
        RejectReason original,
        RejectReason changed) {

    /** What is different. */
    public enum Kind {
        /** It was left out, as was asked. */
        DROPPED,

        /** Another one took its place, as was asked. */
        REPLACED,

        /** It was added, as was asked. */
        INSERTED,

        /** It was carried out, and is refused now. */
        NO_LONGER_APPLIES,

        /** It was refused, and is carried out now. */
        APPLIES_NOW,

        /** It was refused, and is refused for another reason now. */
        REFUSED_OTHERWISE,

        /** It is carried out in both, but other events come of it. */
        APPLIES_OTHERWISE
    }
}
