package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook keys}: the API keys of an engine. */
@Command(
        name = "keys",
        description = "Make, list and revoke the API keys of an engine; one that runs takes note at once.",
        synopsisSubcommandLabel = "WHAT")
@Subcommands({KeysAddCommand.class, KeysListCommand.class, KeysRevokeCommand.class})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do is missing: add, list or revoke");
    }
}
