package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.credential.CredentialFile;
import io.everbook.app.credential.CredentialStore;
import io.everbook.app.secret.KeyDerivation;
import io.everbook.app.secret.Secret;
import io.everbook.app.security.Role;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** The built JAR running on a port that stays, to be killed and started again on the same data directory. */
final class KilledEngine implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery";
    private static final KeyDerivation FLOOR =
            new KeyDerivation(KeyDerivation.MIN_MEMORY_KIB, KeyDerivation.MIN_ITERATIONS, 1);

    private final Path directory;
    private final Path log;
    private final int port;
    private Process process;

    /** Makes a data directory with keys; it is started by {@link #start()}. */
    KilledEngine(Path directory, String configuration) throws IOException {
        this.directory = directory;
        log = directory.resolve("log");
        Files.writeString(directory.resolve("everbook.json"), configuration.replace('\'', '"'));
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        port = FreePort.find();
    }

    /** {@return the secret of a new key} */
    String addTrader(int participantId) throws IOException {
        try (Storage storage = FileStorage.beside(directory.resolve("data"), CredentialFile.LOCK);
                Secret password = Secret.taking(PASSWORD.getBytes(StandardCharsets.US_ASCII))) {
            CredentialFile file = new CredentialFile(storage);
            try (CredentialStore store = file.exists()
                            ? CredentialStore.open(file.read(), password)
                            : CredentialStore.create(password, FLOOR);
                    Secret secret = store.add("desk-" + participantId, Role.TRADER, participantId, 0)) {
                file.replace(store);
                return new String(secret.bytes(), StandardCharsets.US_ASCII);
            }
        }
    }

    /** Starts it, without waiting for anything. */
    void start() throws IOException {
        start(directory.resolve("data"));
    }

    /** Starts it on another data directory. */
    void start(Path data) throws IOException {
        process = EverbookJar.builder(
                        "run",
                        "--config",
                        directory.resolve("everbook.json").toString(),
                        "--data",
                        data.toString(),
                        "--password-file",
                        directory.resolve("password").toString(),
                        "--port",
                        Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    /** Ends it in order, as {@code kill} does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
