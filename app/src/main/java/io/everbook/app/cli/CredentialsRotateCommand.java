package io.everbook.app.cli;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.secret.Secret;
import io.everbook.app.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials rotate}: another secret for an API key. */
@Command(
        name = "rotate",
        description = {
            "Give an API key a new secret, which alone goes to standard output. What is signed with the secret before",
            "it is refused from then on. Where this dies half-way, the store has the old secret or the new one: rotate",
            "again."
        },
        footer = {
            "",
            "Example:",
            "  everbook credentials rotate --data data --id desk-7",
            "",
            "Exit codes: 0 done, 2 the store cannot be opened, or has no such key."
        })
final class CredentialsRotateCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "The key.")
    private String id;

    @Override
    public Integer call() {
        Secret[] rotated = new Secret[1];
        options.change(new AuditEvent.CredentialChanged("rotate", id), store -> {
            rotated[0] = store.rotate(id, System.currentTimeMillis());
            return store;
        });
        try (Secret secret = rotated[0]) {
            CredentialsOptions.printSecret(id, secret);
        }
        return ExitCode.OK;
    }
}
