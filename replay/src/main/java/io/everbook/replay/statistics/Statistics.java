package io.everbook.replay.statistics;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.CancelReason;
import io.everbook.core.event.EventBatch;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import io.everbook.core.event.RejectReason;
import io.everbook.core.matching.Market;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gathers figures from a replay, command by command. A command without a time stamp counts, but not over time. For one
 * thread.
 */
public final class Statistics {

    /** How many levels of a side its depth is summed over. */
    public static final int LEVELS = 10;

    private final Map<CommandType, Long> commands = new EnumMap<>(CommandType.class);
    private final Map<EventType, Long> events = new EnumMap<>(EventType.class);
    private final Map<RejectReason, Long> rejects = new EnumMap<>(RejectReason.class);
    private final Map<CancelReason, Long> cancels = new EnumMap<>(CancelReason.class);
    private final Set<Integer> participants = new HashSet<>();
    private final BusiestSecond busiest = new BusiestSecond();
    private final Series series = new Series();
    private BigInteger tradedLots = BigInteger.ZERO;
    private long firstSequence;
    private long lastSequence;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos;
    private int mostOpenOrders;

    /** Begins with nothing counted. */
    public Statistics() {}

    /**
     * Counts one command.
     *
     * @param command the command; not kept
     * @param batch what came of it; not kept
     * @param market the market behind it; only looked at
     */
    public void add(Command command, EventBatch batch, Market market) {
        firstSequence = firstSequence == 0 ? command.sequence() : firstSequence;
        lastSequence = command.sequence();
        if (command.type() != null) {
            commands.merge(command.type(), 1L, Long::sum);
        }
        if (command.participantId() > 0) {
            participants.add(command.participantId());
        }
        long trades = 0;
        for (int i = 0; i < batch.size(); i++) {
            trades += count(batch.event(i));
        }
        mostOpenOrders = Math.max(mostOpenOrders, market.openOrderCount());
        long nanos = command.timestampNanos();
        if (nanos > 0) {
            firstNanos = Math.min(firstNanos, nanos);
            lastNanos = Math.max(lastNanos, nanos);
            busiest.add(nanos);
            series.add(nanos, trades, market);
        }
    }

    /** Counts an event; returns how many trades it is. */
    private int count(ExecutionEvent event) {
        events.merge(event.type(), 1L, Long::sum);
        switch (event.type()) {
            case REJECTED -> rejects.merge(event.rejectReason(), 1L, Long::sum);
            case CANCELLED -> cancels.merge(event.cancelReason(), 1L, Long::sum);
            case TRADED -> {
                tradedLots = tradedLots.add(BigInteger.valueOf(event.quantityLots()));
                return 1;
            }
            case ACCEPTED,
                    REPLACED,
                    TRIGGERED,
                    REFRESHED,
                    MASS_CANCELLED,
                    INSTRUMENT_STATE_CHANGED,
                    PARTICIPANT_STATE_CHANGED,
                    LIMITS_CHANGED,
                    TIME_ADVANCED,
                    BOOK,
                    STOPPED -> {}
        }
        return 0;
    }

    /** {@return the figures so far; nothing is counted afterwards} */
    public StatisticsReport report() {
        long busiestStart = busiest.startNanos();
        return new StatisticsReport(
                firstSequence,
                lastSequence,
                lastNanos == 0 ? 0 : firstNanos,
                lastNanos,
                commands,
                events,
                rejects,
                cancels,
                participants.size(),
                tradedLots,
                mostOpenOrders,
                busiest.commands() == 0 ? 0 : busiestStart,
                busiest.commands(),
                series.widthNanos(),
                series.intervals());
    }
}
