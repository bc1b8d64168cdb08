package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook import}: recorded order flow of elsewhere as commands. */
@Command(
        name = "import",
        description = "Turn recorded order flow of elsewhere into JSON Lines commands.",
        synopsisSubcommandLabel = "FORMAT")
@Subcommands({ImportLobsterCommand.class})
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a format is missing: lobster");
    }
}
