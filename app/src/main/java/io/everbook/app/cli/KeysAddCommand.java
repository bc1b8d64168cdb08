package io.everbook.app.cli;

import io.everbook.app.security.KeyFile;
import io.everbook.app.security.Role;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook keys add}: a new key. */
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
            "  everbook keys add --data data --id desk-7 --role trader --participant 7",
            "  everbook keys add --data data --id ops --role operator > ops.secret"
        })
final class KeysAddCommand implements Callable<Integer> {

    @Mixin
    private KeysOption keys;

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
        KeyFile file = keys.file();
        keys.record("add", id);
        String secret = add(file, wanted);
        Terminal.ERR.println("The secret of " + id + " follows; it is not shown again. Key file: " + file.path());
        Terminal.OUT.println(secret);
        Terminal.OUT.flush();
        return ExitCode.OK;
    }

    private String add(KeyFile file, Role wanted) {
        try {
            return file.add(id, wanted, participantId);
        } catch (IllegalArgumentException mismatch) {
            throw new UserFault(mismatch.getMessage());
        }
    }
}
