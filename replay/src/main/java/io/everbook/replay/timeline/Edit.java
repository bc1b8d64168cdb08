package io.everbook.replay.timeline;

import io.everbook.core.command.Command;
import java.util.List;

/**
 * Everything that is changed at one command of the journal.
 *
 * @param sequence the command
 * @param pins the settings that are held from here on
 * @param pinsLimits whether a command that sets limits comes first
 * @param before what is put before it, in order; a first command for the limits counts, and is an empty place here
 * @param dropped whether it is left out
 * @param replacement what takes its place; null where it stays as it is or is left out
 * @param after what is put behind it, in order
 */
record Edit(
        long sequence,
        List<Change.Set> pins,
        boolean pinsLimits,
        List<Command> before,
        boolean dropped,
        Command replacement,
        List<Command> after) {

    /** {@return how many commands are added here} */
    int added() {
        return before.size() + after.size();
    }

    /** {@return how many commands the second timeline has here} */
    int size() {
        return added() + (dropped ? 0 : 1);
    }
}
