package io.everbook.replay.stream;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.Set;

/**
 * Which commands and events a stream shows: those that meet every condition. Made from {@link #ALL}, one condition
 * after the other.
 *
 * @param fromSequence the first command, from 1
 * @param toSequence the last command
 * @param sinceNanos the earliest time stamp, nanoseconds since the epoch
 * @param untilNanos the latest time stamp, nanoseconds since the epoch
 * @param participantId whose commands, and whose events: of a trade either side's; 0 for all
 * @param orderId the order that a command enters or names, or that an event speaks of, in a trade either; 0 for all
 * @param minPriceTicks the lowest price, of commands the trigger price too; {@link Long#MIN_VALUE} where any will do,
 *     and none too
 * @param maxPriceTicks the highest price, likewise; {@link Long#MAX_VALUE} where any will do
 * @param commandTypes the kinds of command; empty for all
 * @param eventTypes the kinds of event; empty for all
 */
public record StreamFilter(
        long fromSequence,
        long toSequence,
        long sinceNanos,
        long untilNanos,
        int participantId,
        long orderId,
        long minPriceTicks,
        long maxPriceTicks,
        Set<CommandType> commandTypes,
        Set<EventType> eventTypes) {

    /** Everything. */
    public static final StreamFilter ALL = new StreamFilter(
            1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0,
            0,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Set.of(),
            Set.of());

    /** Copies the kinds. */
    public StreamFilter {
        commandTypes = Set.copyOf(commandTypes);
        eventTypes = Set.copyOf(eventTypes);
    }

    /** {@return this filter, for the commands from one to another, both included} */
    public StreamFilter sequences(long from, long to) {
        return new StreamFilter(
                from,
                to,
                sinceNanos,
                untilNanos,
                participantId,
                orderId,
                minPriceTicks,
                maxPriceTicks,
                commandTypes,
                eventTypes);
    }

    /** {@return this filter, for time stamps from one to another, both included, in nanoseconds since the epoch} */
    public StreamFilter times(long since, long until) {
        return new StreamFilter(
                fromSequence,
                toSequence,
                since,
                until,
                participantId,
                orderId,
                minPriceTicks,
                maxPriceTicks,
                commandTypes,
                eventTypes);
    }

    /** {@return this filter, for one participant and one order; 0 for any} */
    public StreamFilter parties(int participant, long order) {
        return new StreamFilter(
                fromSequence,
                toSequence,
                sinceNanos,
                untilNanos,
                participant,
                order,
                minPriceTicks,
                maxPriceTicks,
                commandTypes,
                eventTypes);
    }

    /** {@return this filter, for prices from one to another, both included, in ticks} */
    public StreamFilter prices(long minTicks, long maxTicks) {
        return new StreamFilter(
                fromSequence,
                toSequence,
                sinceNanos,
                untilNanos,
                participantId,
                orderId,
                minTicks,
                maxTicks,
                commandTypes,
                eventTypes);
    }

    /** {@return this filter, for some kinds of command and of event; empty for all} */
    public StreamFilter kinds(Set<CommandType> commands, Set<EventType> events) {
        return new StreamFilter(
                fromSequence,
                toSequence,
                sinceNanos,
                untilNanos,
                participantId,
                orderId,
                minPriceTicks,
                maxPriceTicks,
                commands,
                events);
    }

    /** {@return whether a command meets every condition} */
    public boolean shows(Command command) {
        return showsMoment(command.sequence(), command.timestampNanos())
                && (participantId == 0 || command.participantId() == participantId)
                && (orderId == 0 || command.sequence() == orderId || command.orderId() == orderId)
                && (showsPrice(command.priceTicks()) || showsPrice(command.triggerPriceTicks()))
                && (commandTypes.isEmpty() || commandTypes.contains(command.type()));
    }

    /** {@return whether an event meets every condition} */
    public boolean shows(ExecutionEvent event) {
        return showsMoment(event.sequence(), event.timestampNanos())
                && (participantId == 0
                        || event.participantId() == participantId
                        || event.restingParticipantId() == participantId)
                && (orderId == 0 || event.orderId() == orderId || event.restingOrderId() == orderId)
                && showsPrice(event.priceTicks())
                && (eventTypes.isEmpty() || eventTypes.contains(event.type()));
    }

    /** {@return whether a proof of the state after a command belongs to the stream} */
    public boolean showsCheckpoint(long sequence) {
        return sequence >= fromSequence
                && sequence <= toSequence
                && participantId == 0
                && orderId == 0
                && showsPrice(0)
                && commandTypes.isEmpty();
    }

    private boolean showsMoment(long sequence, long timestampNanos) {
        return sequence >= fromSequence
                && sequence <= toSequence
                && timestampNanos >= sinceNanos
                && timestampNanos <= untilNanos;
    }

    private boolean showsPrice(long ticks) {
        boolean any = minPriceTicks == Long.MIN_VALUE && maxPriceTicks == Long.MAX_VALUE;
        return any || ticks != 0 && ticks >= minPriceTicks && ticks <= maxPriceTicks;
    }
}
