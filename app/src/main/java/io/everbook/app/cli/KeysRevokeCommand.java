package io.everbook.app.cli;

import io.everbook.app.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook keys revoke}: a key that is let in no longer. */
@Command(
        name = "revoke",
        description = {
            "Take an API key away. Requests signed with it are refused from now on; its orders stay, and so do streams",
            "that it has logged in to."
        },
        footer = {"", "Example:", "  everbook keys revoke --data data --id desk-7"})
final class KeysRevokeCommand implements Callable<Integer> {

    @Mixin
    private KeysOption keys;

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "The key.")
    private String id;

    @Override
    public Integer call() {
        keys.record("revoke", id);
        keys.file().revoke(id);
        return ExitCode.OK;
    }
}
