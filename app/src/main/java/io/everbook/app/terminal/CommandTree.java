package io.everbook.app.terminal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The tree of commands as far as one command line needs it: reading the options of every command by reflection takes
 * longer than most commands do. Where a command line begins with the name of a subcommand, that one alone is made, and
 * so on below it; in any other case (none named, an option before it, a name that does not exist, {@code help}) all
 * are, so that help texts and suggestions are complete.
 */
public final class CommandTree {

    private CommandTree() {}

    /**
     * Makes the command and those below it that may be needed.
     *
     * @param root the command at the root, an object or its class, with {@link Subcommands} if it has any
     * @param arguments the command line to be executed on it
     * @return the command, every subcommand of it with the options --help and --version
     */
    public static CommandLine of(Object root, String[] arguments) {
        CommandLine commandLine = new CommandLine(root);
        grow(commandLine, typeOf(root), new ArrayDeque<>(Arrays.asList(arguments)));
        return commandLine;
    }

    private static void grow(CommandLine parent, Class<?> type, Deque<String> arguments) {
        Subcommands subcommands = type.getAnnotation(Subcommands.class);
        if (subcommands == null) {
            return;
        }
        String first = arguments.poll();
        List<Class<?>> all = List.of(subcommands.value());
        List<Class<?>> named =
                all.stream().filter(each -> nameOf(each).equals(first)).toList();
        boolean one = !named.isEmpty() && !named.contains(CommandLine.HelpCommand.class);
        for (Class<?> each : one ? named : all) {
            CommandLine subcommand = new CommandLine(each);
            subcommand.getCommandSpec().mixinStandardHelpOptions(true);
            grow(subcommand, each, one ? arguments : new ArrayDeque<>());
            parent.addSubcommand(nameOf(each), subcommand);
        }
    }

    private static Class<?> typeOf(Object root) {
        return root instanceof Class<?> type ? type : root.getClass();
    }

    private static String nameOf(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }
}
