package io.everbook.app.dump;

import io.everbook.core.command.Command;

/**
 * Which commands a dump shows: those that meet every condition.
 *
 * @param fromSequence the first command, from 1
 * @param toSequence the last command
 * @param sinceNanos the earliest time stamp, nanoseconds since the epoch
 * @param untilNanos the latest time stamp, nanoseconds since the epoch
 * @param participantId whose commands; 0 for all
 * @param orderId the order that they enter or name; 0 for all
 */
public record DumpFilter(
        long fromSequence, long toSequence, long sinceNanos, long untilNanos, int participantId, long orderId) {

    /** Everything. */
    public static final DumpFilter ALL = new DumpFilter(1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0, 0);

    boolean shows(Command command) {
        return command.sequence() >= fromSequence
                && command.sequence() <= toSequence
                && command.timestampNanos() >= sinceNanos
                && command.timestampNanos() <= untilNanos
                && (participantId == 0 || command.participantId() == participantId)
                && (orderId == 0 || command.sequence() == orderId || command.orderId() == orderId);
    }

    /** {@return whether a proof of the state after a command belongs into the dump} */
    boolean showsCheckpoint(long sequence) {
        return sequence >= fromSequence && sequence <= toSequence && participantId == 0 && orderId == 0;
    }
}
