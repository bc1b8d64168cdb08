package io.everbook.app.cli;

import io.everbook.app.terminal.Subcommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code everbook credentials}: the API keys of an engine, in their encrypted store. */
@Command(
        name = "credentials",
        description = {
            "The API keys of an engine, in the encrypted file credentials.store of the data directory.",
            "An engine that runs takes note of every change at once. The password comes from a prompt, a file of mode",
            "0600, a file descriptor or an environment variable, never from an argument."
        },
        synopsisSubcommandLabel = "WHAT")
@Subcommands({
    CredentialsInitCommand.class,
    CredentialsAddCommand.class,
    CredentialsListCommand.class,
    CredentialsRotateCommand.class,
    CredentialsRevokeCommand.class,
    CredentialsPasswdCommand.class,
    CredentialsVerifyCommand.class
})
final class CredentialsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "what to do is missing: init, add, list, rotate, revoke, passwd or verify");
    }
}
