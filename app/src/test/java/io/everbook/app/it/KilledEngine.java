package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.security.KeyFile;
import io.everbook.app.security.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The built JAR running on a port that stays, to be killed and started again on the same data directory. */
final class KilledEngine implements AutoCloseable {

    private final Path directory;
    private final Path log;
    private final int port;
    private Process process;

    /** Makes a data directory with keys; it is started by {@link #start()}. */
    KilledEngine(Path directory, String configuration) throws IOException {
        this.directory = directory;
        log = directory.resolve("log");
        Files.writeString(directory.resolve("everbook.json"), configuration.replace('\'', '"'));
        Files.createDirectories(directory.resolve("data"));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    /** {@return the secret of a new key} */
    String addTrader(int participantId) {
        return new KeyFile(directory.resolve("data")).add("desk-" + participantId, Role.TRADER, participantId);
    }

    /** Starts it, without waiting for anything. */
    void start() throws IOException {
        process = EverbookJar.builder(
                        "run",
                        "--config",
                        directory.resolve("everbook.json").toString(),
                        "--data",
                        directory.resolve("data").toString(),
                        "--port",
                        Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Kills it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
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
