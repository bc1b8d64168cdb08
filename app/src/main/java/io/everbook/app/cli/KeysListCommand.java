package io.everbook.app.cli;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook keys list}: what keys there are. */
@Command(
        name = "list",
        description = "List the API keys: id, role and participant. Secrets are not shown.",
        footer = {"", "Example:", "  everbook keys list --data data"})
final class KeysListCommand implements Callable<Integer> {

    @Mixin
    private KeysOption keys;

    @Override
    public Integer call() {
        for (ApiKey key : keys.file().read().values()) {
            Terminal.OUT.printf(
                    Locale.ROOT,
                    "%s %s%s%n",
                    key.id(),
                    key.role().word(),
                    key.role() == Role.TRADER ? " participant=" + key.participantId() : "");
        }
        Terminal.OUT.flush();
        return ExitCode.OK;
    }
}
