package io.everbook.replay.statistics;

import io.everbook.core.command.CommandType;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventType;
import io.everbook.core.event.RejectReason;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a stretch of a journal.
 *
 * @param firstSequence the first command; 0 where there is none
 * @param lastSequence the last command; 0 where there is none
 * @param firstNanos the earliest time stamp, nanoseconds since the epoch; 0 where no command has one
 * @param lastNanos the latest time stamp, likewise
 * @param commands how many commands, by kind; kinds that did not occur are left out, as in the other counts
 * @param events how many events, by kind
 * @param rejects how many refusals, by reason
 * @param cancels how many orders left without being filled, by reason
 * @param participants how many participants there were
 * @param tradedLots what was traded in all, in lots
 * @param mostOpenOrders the most orders that were open after a command
 * @param busiestSecondNanos when the second with the most commands begins, nanoseconds since the epoch
 * @param busiestSecondCommands how many commands it has; 0 where no command has a time stamp
 * @param intervalNanos how long an interval is
 * @param intervals the book over time, in order; those without commands are left out
 */
public record StatisticsReport(
        long firstSequence,
        long lastSequence,
        long firstNanos,
        long lastNanos,
        Map<CommandType, Long> commands,
        Map<EventType, Long> events,
        Map<RejectReason, Long> rejects,
        Map<CancelReason, Long> cancels,
        int participants,
        BigInteger tradedLots,
        int mostOpenOrders,
        long busiestSecondNanos,
        long busiestSecondCommands,
        long intervalNanos,
        List<Interval> intervals) {

    /** Copies the counts, in the order of their codes. */
    public StatisticsReport {
        commands = copy(commands, CommandType.class);
        events = copy(events, EventType.class);
        rejects = copy(rejects, RejectReason.class);
        cancels = copy(cancels, CancelReason.class);
        intervals = List.copyOf(intervals);
    }

    private static <K extends Enum<K>> Map<K, Long> copy(Map<K, Long> counts, Class<K> type) {
        Map<K, Long> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** {@return how many commands there are} */
    public long commandCount() {
        return firstSequence == 0 ? 0 : lastSequence - firstSequence + 1;
    }

    /** {@return how many events there are} */
    public long eventCount() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return how many trades there are} */
    public long tradeCount() {
        return events.getOrDefault(EventType.TRADED, 0L);
    }

    /** {@return how many commands enter, cancel or replace orders, mass cancels included, refused ones too} */
    public long orderMessages() {
        return commands.getOrDefault(CommandType.NEW_ORDER, 0L)
                + commands.getOrDefault(CommandType.CANCEL_ORDER, 0L)
                + commands.getOrDefault(CommandType.REPLACE_ORDER, 0L)
                + commands.getOrDefault(CommandType.MASS_CANCEL, 0L);
    }
}
