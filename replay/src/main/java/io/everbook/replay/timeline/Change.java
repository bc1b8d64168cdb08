package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import java.util.List;

/** One change to the commands of a journal. */
public sealed interface Change {

    /** {@return the journaled command at which the timelines part, from 1} */
    long sequence();

    /**
     * Leaves a command out.
     *
     * @param sequence the command
     */
    record Drop(long sequence) implements Change {

        /** Checks the range. */
        public Drop {
            requireSequence(sequence);
        }
    }

    /**
     * Puts others in the place of a command. The first takes over its id: what names the old order later names the new.
     *
     * @param sequence the command
     * @param commands what comes instead, one or more; kept, not changed
     */
    record Replace(long sequence, List<Command> commands) implements Change {

        /** Checks the range. */
        public Replace {
            requireSequence(sequence);
            commands = requireSome(sequence, commands);
        }
    }

    /**
     * Puts commands before a command.
     *
     * @param sequence the command
     * @param commands what comes before it, one or more; kept, not changed
     */
    record InsertBefore(long sequence, List<Command> commands) implements Change {

        /** Checks the range. */
        public InsertBefore {
            requireSequence(sequence);
            commands = requireSome(sequence, commands);
        }
    }

    /**
     * Holds a setting at a value from a command on, that command included, whatever the journal says of it later.
     *
     * @param sequence the first command that meets it
     * @param setting the setting
     * @param value its value, as the setting counts it
     */
    record Set(long sequence, Setting setting, long value) implements Change {

        /** Checks the ranges. */
        public Set {
            requireSequence(sequence);
            setting.check(value);
        }
    }

    private static void requireSequence(long sequence) {
        if (sequence < 1) {
            throw new IllegalArgumentException("commands are numbered from 1: sequence=" + sequence);
        }
    }

    private static List<Command> requireSome(long sequence, List<Command> commands) {
        if (commands.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no command to put there; drop the command instead: sequence=" + sequence);
        }
        return List.copyOf(commands);
    }
}
