package io.everbook.app.replay;

import io.everbook.app.terminal.Subcommands;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook replay}: travels through a journal offline. */
@Command(
        name = "replay",
        description = {
            "Travel through a journal offline, and ask it questions.",
            "None of these commands takes the data directory's lock or writes where it reads: they work beside a"
                    + " running engine, on a copy, and on a read-only disk. docs/replay-debugging.md walks through an"
                    + " incident with them."
        },
        synopsisSubcommandLabel = "COMMAND")
@Subcommands({
    ReplayAnonymiseCommand.class,
    ReplayBookCommand.class,
    ReplayOrderCommand.class,
    ReplayCommandsCommand.class,
    ReplayDiffCommand.class,
    ReplayEventsCommand.class,
    ReplayRestoreCommand.class,
    ReplayShellCommand.class,
    ReplayStatsCommand.class,
    ReplayVerifyCommand.class,
    ReplayWhatIfCommand.class
})
public final class ReplayCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        String commands = spec.subcommands().keySet().stream().sorted().collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "a command is missing; there are " + commands);
    }
}
