package io.everbook.app.cli;

import io.everbook.app.audit.AuditEvent;
import io.everbook.app.credential.OpenedKeys;
import io.everbook.app.secret.NewPasswordOptions;
import io.everbook.app.secret.Secret;
import io.everbook.app.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code everbook credentials passwd}: another password for the store. */
@Command(
        name = "passwd",
        description = {
            "Change the password of the credential store. Everything in it is encrypted anew, with new salts and",
            "keys; copies and backups of before still open with the password of before. Where this dies half-way, the",
            "store has the old password or the new one. An engine that runs reads the new password where its source is",
            "a file; otherwise it goes on with the keys it has until a file of mode 0600 with the new password is",
            "moved to credentials.password in its data directory (it reads and deletes it), or until a restart."
        },
        footer = {
            "",
            "Examples:",
            "  everbook credentials passwd --data data",
            "  everbook credentials passwd --data data --password-file old --new-password-file new --memory 256",
            "",
            "Exit codes: 0 done, 2 the store cannot be opened, or the new password is refused."
        })
final class CredentialsPasswdCommand implements Callable<Integer> {

    @Mixin
    private CredentialsOptions options;

    @Mixin
    private NewPasswordOptions password;

    @Mixin
    private DerivationOptions derivation;

    @Override
    public Integer call() {
        options.change(new AuditEvent.CredentialChanged("passwd", ""), store -> {
            try (Secret chosen = password.read(OpenedKeys.WHOSE)) {
                return store.withPassword(chosen, derivation.derivation());
            }
        });
        return ExitCode.OK;
    }
}
