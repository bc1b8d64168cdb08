package io.everbook.app.replay.shell;

import io.everbook.app.terminal.UserFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The commands of the shell by their names, and its help. */
final class CommandTable {

    /** A topic of the help besides the commands. */
    static final String CONDITIONS = "conditions";

    private static final List<String> CONDITION_HELP = List.of(
            "A condition is about one command and its events. Its tests:",
            "  order ID                  it names the order, or changes it",
            "  participant N             it is theirs, or it fills an order of theirs",
            "  traded                    there is a trade",
            "  price >= 101.5            there is a trade at such a price; < <= = != >= >",
            "  crossed 101.5             the last price came to this one, or passed it",
            "  quantity > 5              a trade, or an order entered or replaced, of such",
            "  event REJECTED            an event of this kind; TAB lists the kinds",
            "  reject [WOULD_TAKE]       a refusal, or one for this reason; TAB lists them",
            "  digest 0123456789abcdef   the digest after it is this one",
            "They are joined with and, or, not and parentheses:",
            "  participant 7 and (traded or reject)");

    private final Map<String, ShellCommand> commands = new LinkedHashMap<>();

    CommandTable() {
        ShellCommand.Action own = (travel, arguments) -> {};
        ShellCommand help = ShellCommand.of("help", "[COMMAND]", "list the commands, or explain one", own);
        ShellCommand quit = ShellCommand.of("quit", "", "leave the shell; ctrl-D does, too", own);
        Stream.of(MoveCommands.all(), StopCommands.all(), LookCommands.all(), List.of(help, quit))
                .flatMap(List::stream)
                .forEach(command -> commands.put(command.name(), command));
    }

    List<String> names() {
        return List.copyOf(commands.keySet());
    }

    /** {@return whether a word means one command} */
    boolean knows(String word) {
        return matching(word).size() == 1;
    }

    /**
     * Finds a command.
     *
     * @param word its name, or as much of its beginning as no other has
     * @return the command
     */
    ShellCommand command(String word) {
        List<String> found = matching(word);
        if (found.isEmpty()) {
            throw new UserFault("there is no command \"" + word + "\"; there are " + String.join(", ", names())
                    + ": command=" + word);
        }
        if (found.size() > 1) {
            throw new UserFault("this can be " + String.join(" or ", found) + ": command=" + word);
        }
        return commands.get(found.get(0));
    }

    /** {@return the lines of help on a command, or on all where nothing is named} */
    List<String> help(String topic) {
        List<String> lines = new ArrayList<>();
        if (topic.equals(CONDITIONS)) {
            return CONDITION_HELP;
        }
        if (!topic.isEmpty()) {
            ShellCommand command = command(topic);
            lines.add(command.synopsis());
            lines.add("  " + command.summary());
            lines.addAll(command.details());
            return lines;
        }
        int width = names().stream().mapToInt(String::length).max().orElse(0);
        for (ShellCommand command : commands.values()) {
            lines.add("  " + command.name() + " ".repeat(width - command.name().length()) + "  " + command.summary());
        }
        lines.add("\"help COMMAND\" explains one; as much of a name as no other has is enough.");
        return lines;
    }

    private List<String> matching(String word) {
        String start = word.toLowerCase(Locale.ROOT);
        if (commands.containsKey(start)) {
            return List.of(start);
        }
        return names().stream().filter(name -> name.startsWith(start)).toList();
    }
}
