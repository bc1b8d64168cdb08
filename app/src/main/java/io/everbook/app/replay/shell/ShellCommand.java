package io.everbook.app.replay.shell;

import java.util.List;

/**
 * One command of the shell.
 *
 * @param name how it is called
 * @param arguments what stands behind it; empty for nothing
 * @param summary what it does, as one line
 * @param details what else there is to know, as lines
 * @param action what it does
 * @param completion what its arguments can be
 */
record ShellCommand(
        String name, String arguments, String summary, List<String> details, Action action, Completion completion) {

    static ShellCommand of(String name, String arguments, String summary, Action action) {
        return new ShellCommand(name, arguments, summary, List.of(), action, (travel, before) -> List.of());
    }

    ShellCommand with(String... lines) {
        return new ShellCommand(name, arguments, summary, List.of(lines), action, completion);
    }

    ShellCommand completedBy(Completion other) {
        return new ShellCommand(name, arguments, summary, details, action, other);
    }

    /** {@return how it is typed} */
    String synopsis() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }

    /** What a command does. */
    @FunctionalInterface
    interface Action {

        /**
         * Does it.
         *
         * @param travel where the shell stands, and what it remembers
         * @param arguments what was typed behind the command, without blanks around it; empty for nothing
         */
        void run(Travel travel, String arguments);
    }

    /** What the next word of a command's arguments can be. */
    @FunctionalInterface
    interface Completion {

        /**
         * Lists words.
         *
         * @param travel where the shell stands, and what it remembers
         * @param before the words before the one that is being typed, in lower case
         * @return the words that are possible; empty where they cannot be listed
         */
        List<String> words(Travel travel, List<String> before);
    }
}
