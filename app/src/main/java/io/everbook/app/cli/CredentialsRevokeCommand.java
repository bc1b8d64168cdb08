package io.everbook.app.cli;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials revoke}: an API key that is let in no longer. */
@Command(
        name = "revoke",
        description = {
            "Take an API key away. Requests signed with it are refused from now on; its orders stay, and so do streams",
            "that it has logged in to."
        },
        footer = {
            "",
            "Example:",
            "  everbook credentials revoke --data data --id desk-7",
            "",
            "Exit codes: 0 done, 2 the store cannot be opened, or has no such key."
        })
final class CredentialsRevokeCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "The key.")
    private String id;

    @Override
    public Integer call() {
        options.change(new AuditEvent.CredentialChanged("revoke", id), store -> {
            store.revoke(id);
            return store;
        });
        return ExitCode.OK;
    }
}
