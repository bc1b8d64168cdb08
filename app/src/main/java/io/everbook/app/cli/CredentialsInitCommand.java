package io.everbook.app.cli;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.credential.KeyFileImport;
import io.everbook.app.credential.OpenedKeys;
import io.everbook.app.secret.PasswordReader;
import io.everbook.app.secret.Secret;
import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code everbook credentials init}: a new store. */
@Command(
        name = "init",
        description = {
            "Make an empty credential store, under a password of at least 12 bytes. Nobody can read the store without",
            "it, and nobody can bring it back: keep it where the store's backups are not.",
            "--import takes over the keys of the file api-keys that earlier versions had, and deletes that file."
        },
        footer = {
            "",
            "Examples:",
            "  everbook credentials init --data data",
            "  everbook credentials init --data data --password-file /etc/everbook/password",
            "  everbook credentials init --data data --import",
            "",
            "Exit codes: 0 done, 2 there is a store already, or no password."
        })
final class CredentialsInitCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Mixin
    private DerivationOptions derivation;

    @Option(names = "--import", description = "Take over the keys of api-keys, and delete that file.")
    private boolean imports;

    @Override
    public Integer call() {
        Path old = options.dataDirectory().resolve(KeyFileImport.NAME);
        if (imports != Files.exists(old)) {
            throw new UserFault(
                    imports
                            ? "there is no file to import: leave --import out: file=" + old
                            : "an earlier Everbook has left API keys: give --import to take them over, or move the file"
                                    + " away: file=" + old);
        }
        if (options.exists()) {
            throw new UserFault("there is a credential store already; its password is changed by passwd: file="
                    + options.dataDirectory().resolve(CredentialFile.NAME));
        }
        KeyFileImport keys = imports ? KeyFileImport.read(old) : null;
        options.writing(file -> {
            try (Secret password = PasswordReader.readNew(options.source(), OpenedKeys.WHOSE);
                    CredentialStore store = CredentialStore.create(password, derivation.derivation())) {
                int taken = keys == null ? 0 : keys.into(store, System.currentTimeMillis());
                options.record(new AuditEvent.CredentialChanged("init", ""));
                file.create(store);
                if (keys != null) {
                    keys.delete();
                }
                Terminal.OUT.println("credential store made: credentials=" + taken + " file=" + file.path());
            }
        });
        Terminal.OUT.flush();
        return ExitCode.OK;
    }
}
