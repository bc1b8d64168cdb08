package io.everbook.app.cli;

import io.everbook.app.audit.Audit;
import io.everbook.app.audit.AuditEvent;
import io.everbook.app.audit.ToolAudit;
import io.everbook.app.configuration.Configuration;
import io.everbook.app.configuration.ConfigurationReader;
import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.credential.OpenedKeys;
import io.everbook.app.secret.OwnerOnly;
import io.everbook.app.secret.PasswordOptions;
import io.everbook.app.secret.PasswordSource;
import io.everbook.app.secret.Secret;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.journal.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the credential store is, and where its password comes from. */
final class CredentialsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The engine's configuration file, which names the data directory and the password's source.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory, instead of the configured one.")
    private Path data;

    @Mixin
    private PasswordOptions password;

    Configuration configuration() {
        return config == null ? Configuration.defaults() : ConfigurationReader.read(config);
    }

    Path dataDirectory() {
        return data == null ? configuration().persistence().dataDirectory() : data;
    }

    /** {@return whether there is a store} */
    boolean exists() {
        return Files.exists(dataDirectory().resolve(CredentialFile.NAME));
    }

    /** {@return where the password comes from: the option, else the configuration, else the prompt} */
    PasswordSource source() {
        return password.isGiven() ? password.source() : configuration().http().credentialsPassword();
    }

    PasswordOptions password() {
        return password;
    }

    /** {@return the store, opened to be read; the caller closes it} */
    CredentialStore open() {
        byte[] bytes = bytes();
        try (Secret secret = io.everbook.app.secret.PasswordReader.read(source(), OpenedKeys.WHOSE)) {
            return CredentialStore.open(bytes, secret);
        }
    }

    /** {@return the bytes of the store's file, which only its owner can read} */
    byte[] bytes() {
        Path directory = dataDirectory();
        CredentialFile file = new CredentialFile(FileStorage.readOnly(directory));
        byte[] bytes = file.read();
        try {
            OwnerOnly.requireFile("the credential store", directory.resolve(CredentialFile.NAME));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes;
    }

    /**
     * Opens the store, records what is about to be done to it, and writes what it has become.
     *
     * @param event what is about to be done
     * @param change does it, and gives the store to write
     */
    void change(AuditEvent event, UnaryOperator<CredentialStore> change) {
        bytes();
        writing(file -> {
            try (CredentialStore store = open()) {
                file.change(store, change, () -> record(event));
            }
        });
    }

    /** Runs an action that holds the right to write the store. */
    void writing(java.util.function.Consumer<CredentialFile> action) {
        try (Storage storage = FileStorage.beside(dataDirectory(), CredentialFile.LOCK)) {
            action.accept(new CredentialFile(storage));
        } catch (StorageException fault) {
            if (fault.code() != StorageException.Code.DATA_DIRECTORY_IN_USE) {
                throw fault;
            }
            throw new UserFault("another command changes the credential store just now: try again: file="
                    + dataDirectory().resolve(CredentialFile.NAME));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Records before it is done what only the store's owner may. */
    void record(AuditEvent event) {
        try (Audit audit = ToolAudit.open(dataDirectory())) {
            audit.record(event);
        }
    }

    /** Prints a secret, and nothing else, to standard output: as bytes, through no text. */
    static void printSecret(String id, Secret secret) {
        Terminal.ERR.println("The secret of " + id + " follows; it is not shown again.");
        try {
            Terminal.OUT.flush();
            Terminal.OUT_STREAM.write(secret.bytes());
            Terminal.OUT_STREAM.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "standard output took no more, rotate the credential to get another secret", failure);
        }
    }
}
