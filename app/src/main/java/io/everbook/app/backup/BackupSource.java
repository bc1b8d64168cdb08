package io.everbook.app.backup;

import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.PasswordOptions;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which backups are read. */
final class BackupSource {

    @Option(
            names = "--from",
            paramLabel = "DIR",
            required = true,
            description = "The directory of the backups, as create was given it.")
    private Path from;

    @Option(names = "--json", description = "Print JSON for tools instead of text for people.")
    private boolean json;

    @Mixin
    private PasswordOptions password;

    /** What is done with the backups. */
    @FunctionalInterface
    interface Use {

        int with(BackupStore store) throws IOException;
    }

    Path path() {
        return from;
    }

    boolean json() {
        return json;
    }

    /** Opens the directory for reading only, also beside somebody who writes there. */
    int reading(Use use) throws IOException {
        try (Storage storage = BackupDirectory.read(from);
                Sealing sealing = sealing(storage)) {
            return use.with(new BackupStore(storage, sealing));
        }
    }

    /** Opens the directory for writing, alone. */
    int writing(Use use) throws IOException {
        try (Storage storage = BackupDirectory.write(from);
                Sealing sealing = sealing(storage)) {
            return use.with(new BackupStore(storage, sealing));
        }
    }

    /** As the backups are kept; a backup that is not encrypted is refused where a password says that it must be. */
    private Sealing sealing(Storage storage) throws IOException {
        Optional<Boolean> encrypted = BackupStore.isEncrypted(storage);
        if (encrypted.orElse(false)) {
            return new Sealed(password.read("of the backups"), KeyDerivation.DEFAULT);
        }
        if (password.isGiven() && encrypted.isPresent()) {
            throw new BackupException(
                    BackupException.Code.WRONG_PASSWORD,
                    "the newest backup is not encrypted although a password is given; leave it out if that is right:"
                            + " from=" + from);
        }
        return Sealing.NONE;
    }
}
