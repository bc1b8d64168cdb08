package io.everbook.app.backup;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook backup}: copies of a data directory that are proved, and their way back. */
@Command(
        name = "backup",
        description = "Back up a data directory beside a running engine, prove it by replay, restore it.",
        synopsisSubcommandLabel = "WHAT")
@Subcommands({
    BackupCreateCommand.class,
    BackupVerifyCommand.class,
    BackupRestoreCommand.class,
    BackupListCommand.class,
    BackupPruneCommand.class
})
public final class BackupCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public BackupCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "what to do is missing: create, verify, restore, list or prune");
    }
}
