package io.everbook.app.trading;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import java.util.List;

/**
 * What became of a command.
 *
 * @param events its events in order, the first always, at most {@link #MOST_EVENTS}, with their market index
 * @param truncated whether it had more events; they are in the executions log
 * @param original whether this is what an earlier command with the same request id came to, which this one repeats
 */
public record Outcome(List<ExecutionEvent> events, boolean truncated, boolean original) {

    /** How many events of a command are kept for its answer. */
    public static final int MOST_EVENTS = 1_000;

    /** {@return the command's place in its journal; 0 where it was not journaled} */
    public long sequence() {
        return events.get(0).sequence();
    }

    /** {@return why the command was refused; null where it was carried out} */
    public RejectReason refusal() {
        ExecutionEvent last = events.get(events.size() - 1);
        return last.type() == EventType.REJECTED ? last.rejectReason() : null;
    }
}
