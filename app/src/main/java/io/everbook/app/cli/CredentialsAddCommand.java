package io.everbook.app.cli;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.Role;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.UserFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials add}: a new API key. */
@Command(
        name = "add",
        description = {
            "Make an API key. Its secret, and nothing else, goes to standard output; it is not shown again.",
            "Roles: trader enters orders for one participant; operator halts, sets limits, throws the kill switch and",
            "takes snapshots; viewer reads market data."
        },
        footer = {
            "",
            "Examples:",
            "  everbook credentials add --data data --id desk-7 --role trader --participant 7",
            "  everbook credentials add --data data --id ops --role operator --password-fd 3 3< password > ops.secret",
            "",
            "Exit codes: 0 done, 2 the store cannot be opened, or has such a key."
        })
final class CredentialsAddCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Option(
            names = "--id",
            required = true,
            paramLabel = "NAME",
            description = "What clients call it: 1 to 32 of A-Z a-z 0-9 - _.")
    private String id;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "trader, operator or viewer.")
    private String role;

    @Option(
            names = "--participant",
            paramLabel = "N",
            defaultValue = "0",
            description = "For whom a trader trades, from 1.")
    private int participantId;

    @Override
    public Integer call() {
        Role wanted = Role.ofWord(role);
        if (wanted == null) {
            throw new UserFault("--role must be one of " + Role.words() + ": role=" + role);
        }
        Secret[] added = new Secret[1];
        options.change(new AuditEvent.CredentialChanged("add", id), store -> {
            try {
                added[0] = store.add(id, wanted, participantId, System.currentTimeMillis());
                return store;
            } catch (IllegalArgumentException mismatch) {
                throw new UserFault(mismatch.getMessage());
            }
        });
        try (Secret secret = added[0]) {
            CredentialsOptions.printSecret(id, secret);
        }
        return ExitCode.OK;
    }
}
