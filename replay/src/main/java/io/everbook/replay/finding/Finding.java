package io.everbook.replay.finding;

/**
 * One thing that is wrong with a symbol's files.
 *
 * @param kind what it is
 * @param sequence the first command that it is about, exactly; where only a range is known, the first that may be
 * @param through the last command that may be the first bad one; equal to {@code sequence} where it is known
 * @param file the file to look at, relative to the data directory
 * @param sentence what was found, without a final point
 * @param outcomes the command with both its outcomes; null where they tell nothing
 */
public record Finding(Kind kind, long sequence, long through, String file, String sentence, CommandOutcomes outcomes) {

    /** The kinds. */
    public enum Kind {
        /** An entry of the executions log was changed: a proof behind it has the events of the replay. */
        EXECUTIONS_ENTRY,

        /** A command does not give what the living engine had: the command was changed, or the rules were. */
        COMMAND,

        /** A command and its entry in the executions log differ, and no proof behind them tells which was changed. */
        COMMAND_OR_ENTRY,

        /** A checkpoint or a snapshot was changed itself. */
        PROOF,

        /** Some command of a range gives something else; without an executions log nobody can tell which. */
        SOME_COMMAND
    }

    /** {@return whether the first bad command is known exactly} */
    public boolean exact() {
        return sequence == through;
    }
}
