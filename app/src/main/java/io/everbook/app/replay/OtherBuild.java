package io.everbook.app.replay;

import io.everbook.app.terminal.Options;
import io.everbook.app.terminal.UserFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another build of Everbook in a process of its own, which prints the events of the same journal as JSON Lines. They
 * are read as they come, so that neither process holds more than a pipe of them.
 */
final class OtherBuild implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Path jar;
    private final Process process;
    private final BufferedReader out;
    private final Thread errors;
    private volatile String lastError = "";

    private OtherBuild(Path jar, List<String> arguments) throws IOException {
        this.jar = jar;
        process = new ProcessBuilder(command(jar, arguments))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
        errors = new Thread(this::readErrors, "everbook-other-build");
        errors.setDaemon(true);
        errors.start();
    }

    /**
     * Starts the replay of a journal there.
     *
     * @param jar the other build
     * @param data the data directory or segment file
     * @param symbol the symbol
     * @return the build, at work
     * @throws UserFault where the file is no build that can do it
     */
    static OtherBuild start(Path jar, Path data, String symbol) throws IOException {
        Options.requireFile("--against", jar);
        try (OtherBuild probe = new OtherBuild(jar, List.of("replay", "events", "--help"))) {
            boolean able = false;
            for (String line = probe.nextLine(); line != null; line = probe.nextLine()) {
                able |= line.contains("--unchecked");
            }
            if (!able) {
                String said = probe.error();
                throw new UserFault("the other build cannot be compared with: it has no \"replay events --unchecked\","
                        + " or is no Everbook; use a build that has it: --against=" + jar
                        + (said.isEmpty() ? "" : " cause=" + said));
            }
        }
        return new OtherBuild(
                jar,
                List.of("replay", "events", "--unchecked", "--json", "--symbol", symbol, "--data", data.toString()));
    }

    private static List<String> command(Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(arguments);
        return command;
    }

    /** {@return the next event; null where there are no more} */
    String nextLine() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the events of the other build cannot be read: --against=" + jar, e);
        }
    }

    /** {@return after the last event, the last that the other build said of a fault; empty where all went well} */
    String error() {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                errors.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() || process.exitValue() != 0 ? lastError : "";
    }

    private void readErrors() {
        try (InputStream stream = process.getErrorStream();
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lastError = line.isBlank() ? lastError : line.strip();
            }
        } catch (IOException closed) {
            // The process was ended; what it said before stays.
            return;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
