package io.everbook.app.cli;

import io.everbook.app.credential.Credential;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.security.Role;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials list}: what API keys there are. */
@Command(
        name = "list",
        description = "List the API keys: id, role, participant, age of the secret. Secrets are not shown.",
        footer = {
            "",
            "Example:",
            "  everbook credentials list --data data",
            "",
            "Exit codes: 0 done, 2 the store cannot be opened."
        })
final class CredentialsListCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Option(names = "--json", description = "Print a JSON object for each key, one a line.")
    private boolean json;

    @Override
    public Integer call() {
        try (CredentialStore store = options.open()) {
            for (Credential credential : store.credentials()) {
                Terminal.OUT.println(json ? json(credential) : text(credential));
            }
        }
        Terminal.OUT.flush();
        return ExitCode.OK;
    }

    private static String text(Credential credential) {
        return String.format(
                Locale.ROOT,
                "%s %s%s rotated=%s",
                credential.id(),
                credential.role().word(),
                credential.role() == Role.TRADER ? " participant=" + credential.participantId() : "",
                Instant.ofEpochMilli(credential.rotatedMillis()));
    }

    /** Nothing in it needs escaping. */
    private static String json(Credential credential) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"role\":\"%s\",\"participant\":%d,\"created\":%d,\"rotated\":%d}",
                credential.id(),
                credential.role().word(),
                credential.participantId(),
                credential.createdMillis(),
                credential.rotatedMillis());
    }
}
