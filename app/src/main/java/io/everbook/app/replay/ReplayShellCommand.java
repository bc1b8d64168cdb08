package io.everbook.app.replay;

import io.everbook.app.replay.shell.Conversation;
import io.everbook.app.replay.shell.Script;
import io.everbook.app.replay.shell.Shell;
import io.everbook.app.replay.shell.ShellOutput;
import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.OwnFile;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code everbook replay shell}: the interactive debugger. */
@Command(
        name = "shell",
        description = {
            "Walk through a journal command by command, forward and back.",
            "At a terminal it prompts; from a file or a pipe it executes one line after the other, without prompts."
                    + " \"help\" in it lists its commands."
        },
        footer = {
            "",
            "Examples:",
            "  everbook replay shell --data data",
            "  everbook replay shell --data data --at 2026-11-24T10:31:07.123Z",
            "  everbook replay shell --data data incident.txt --echo",
            "  echo 'until order 17' | everbook replay shell --data data",
            "",
            "Exit codes: 0 done, 1 standard output was closed, 2 the input cannot be used,",
            "or a line of a script could not be executed: standard error names the line."
        })
final class ReplayShellCommand implements Callable<Integer> {

    private static final int MAX_DEPTH = 1000;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "A script; - for standard input (default where that is no terminal).")
    private String script;

    @Mixin
    private ReplaySource source;

    @Option(
            names = "--at",
            paramLabel = "SEQ|TIME",
            description = "Where to begin: a sequence, or a time as goto takes it (default: at the first position).")
    private String at;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "5",
            description = "Levels of each side that are drawn after a step (default: 5).")
    private int depth;

    @Option(names = "--echo", description = "Print each line of a script before it is executed.")
    private boolean echo;

    @Option(names = "--keep-going", description = "Execute what follows a line of a script that cannot be executed.")
    private boolean keepGoing;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Remember what is typed in this file, for the next time (default: not).")
    private Path history;

    @Override
    public Integer call() throws IOException {
        Options.check("--depth", depth, 0, MAX_DEPTH);
        if (source.json()) {
            throw new UserFault("the shell prints text for people alone; the other replay commands take --json");
        }
        boolean talks = script == null && Terminal.isConversation();
        boolean coloured = Ansi.AUTO.enabled() && Terminal.isOutputWatched();
        ShellOutput output = new ShellOutput(Terminal.OUT, depth, coloured, Terminal.isErrorWatched());
        try (JournalSource journal = source.open();
                Shell shell = open(journal, output)) {
            if (at != null) {
                shell.execute("goto " + at);
            }
            return talks ? talk(shell, output) : run(shell, output);
        }
    }

    private Shell open(JournalSource journal, ShellOutput output) {
        String symbol = source.symbol(journal);
        return new Shell(() -> ReplaySession.open(journal.storage(), symbol), output);
    }

    private int talk(Shell shell, ShellOutput output) throws IOException {
        if (history != null) {
            OwnFile.create("--history", history);
        }
        return new Conversation(shell, output, history).run();
    }

    private int run(Shell shell, ShellOutput output) throws IOException {
        try (InputStream in = Options.open(script == null ? "-" : script)) {
            return new Script(shell, output, Terminal.ERR, keepGoing, echo).run(in);
        }
    }
}
