package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook journal}: looks at data directories, and repairs copies of them. */
@Command(
        name = "journal",
        description = {
            "Show, verify and salvage journals.",
            "None of these commands takes the data directory's lock or writes into it: they work beside a running"
                    + " engine, on a copy, and on a read-only disk. docs/recovery-guide.md says when to use which."
        },
        synopsisSubcommandLabel = "COMMAND")
@Subcommands({JournalDumpCommand.class, JournalVerifyCommand.class, JournalSalvageCommand.class})
final class JournalCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: dump, verify or salvage");
    }
}
