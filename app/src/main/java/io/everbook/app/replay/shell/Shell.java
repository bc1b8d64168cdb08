package io.everbook.app.replay.shell;

import io.everbook.app.terminal.UserFault;
import io.everbook.replay.session.ReplaySession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The debugger: takes one typed line after the other, and does what it says. Used by one thread. */
public final class Shell implements AutoCloseable {

    private final Travel travel;
    private final CommandTable table = new CommandTable();
    private boolean ended;

    /**
     * Opens a journal.
     *
     * @param opener opens it, each time anew; the sessions are closed with this
     * @param output where everything is printed
     */
    public Shell(Supplier<ReplaySession> opener, ShellOutput output) {
        travel = new Travel(opener, output);
    }

    /**
     * Does what a line says.
     *
     * @param line a command with its arguments; nothing, or a comment behind #, does nothing
     * @throws UserFault where the line is no command, or cannot be done here
     */
    public void execute(String line) {
        String typed = line.strip();
        if (typed.isEmpty() || typed.startsWith("#")) {
            return;
        }
        String[] parts = typed.split("\\s+", 2);
        String arguments = parts.length == 1 ? "" : parts[1];
        ShellCommand command = table.command(parts[0]);
        switch (command.name()) {
            case "quit" -> ended = true;
            case "help" -> table.help(arguments).forEach(travel::print);
            default -> command.action().run(travel, arguments);
        }
    }

    /** Shows where the shell stands. */
    public void show() {
        travel.show();
    }

    /** {@return whether it was told to quit} */
    public boolean ended() {
        return ended;
    }

    /** {@return the symbol, and the last command that the state includes} */
    public String position() {
        return travel.instrument().symbol() + " " + travel.session().sequence();
    }

    /** Ends what takes long, from whatever thread; the line that is being executed ends with a fault. */
    public void interrupt() {
        travel.interrupt();
    }

    /**
     * Lists what a word can be completed to.
     *
     * @param before the words before it
     * @return the words that are possible in its place
     */
    List<String> completions(List<String> before) {
        List<String> words =
                before.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (words.isEmpty()) {
            return table.names();
        }
        if (words.get(0).equals("help")) {
            List<String> topics = new ArrayList<>(table.names());
            topics.add(CommandTable.CONDITIONS);
            return words.size() == 1 ? topics : List.of();
        }
        if (!table.knows(words.get(0))) {
            return List.of();
        }
        return table.command(words.get(0)).completion().words(travel, words.subList(1, words.size()));
    }

    @Override
    public void close() {
        travel.close();
    }
}
