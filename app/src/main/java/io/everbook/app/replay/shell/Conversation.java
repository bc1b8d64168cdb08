package io.everbook.app.replay.shell;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.JournalException;
import io.everbook.replay.session.ReplayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Lets somebody at a terminal talk to a shell: a prompt that says where it stands, completion with TAB, history with
 * the arrow keys. Ctrl-C ends what is being typed or done, ctrl-D leaves.
 */
public final class Conversation {

    private final Shell shell;
    private final ShellOutput output;
    private final Path history;
    private String repeatable = "";

    /**
     * Prepares it.
     *
     * @param shell who executes
     * @param output where the shell prints
     * @param history where lines are remembered from one conversation to the next; null for not at all
     */
    public Conversation(Shell shell, ShellOutput output, Path history) {
        this.shell = shell;
        this.output = output;
        this.history = history;
    }

    /**
     * Talks until it is told to quit.
     *
     * @return the exit code, 0
     */
    public int run() throws IOException {
        // Its own programs (stty) set the terminal up: no native library is unpacked and loaded for it.
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("exec")
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_DFL)
                .build()) {
            terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
            // Stays so between two lines, too: an arrow key pressed while a command runs is not lost or shown.
            terminal.enterRawMode();
            LineReader reader = reader(terminal);
            shell.show();
            output.print("\"help\" lists the commands, TAB completes, ctrl-D leaves.");
            while (!shell.ended()) {
                output.out().flush();
                talk(reader);
            }
            if (history != null) {
                reader.getHistory().save();
            }
            return ExitCode.OK;
        }
    }

    private void talk(LineReader reader) {
        try {
            String line = reader.readLine(shell.position() + "> ");
            execute(line.isBlank() ? repeatable : line);
        } catch (UserInterruptException dropped) {
            // The line that was being typed is forgotten.
        } catch (EndOfFileException left) {
            execute("quit");
        }
    }

    private void execute(String line) {
        String name = line.strip().split("\\s+")[0];
        repeatable = name.equals("next") || name.equals("back") ? line : "";
        try {
            shell.execute(line);
        } catch (UserFault | ReplayException | JournalException fault) {
            output.print(fault.getMessage());
        }
    }

    private LineReader reader(Terminal terminal) {
        DefaultParser words = new DefaultParser();
        words.setEscapeChars(null);
        words.setQuoteChars(null);
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("everbook")
                .parser(words)
                .completer(this::complete)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        shell.completions(line.words().subList(0, line.wordIndex()))
                .forEach(word -> candidates.add(new Candidate(word)));
    }
}
