package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A terminal under tmux, on a server of its own: keys go in, and the screen can be looked at. */
final class TerminalSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path socket;

    /** Opens a terminal of a size, in which a command runs. */
    TerminalSession(Path directory, int columns, int rows, List<String> command) throws Exception {
        socket = Files.createTempDirectory("tmux").resolve("s");
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        tmux(
                "new-session",
                "-d",
                "-s",
                "shell",
                "-x",
                String.valueOf(columns),
                "-y",
                String.valueOf(rows),
                "cd '" + directory + "' && " + line + "; echo ended with $?; exec cat");
    }

    static boolean isPossible() {
        try {
            Process process = new ProcessBuilder("tmux", "-V")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }

    /** Presses keys, named as tmux names them, or types words. */
    void press(String... keys) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("send-keys", "-t", "shell"));
        arguments.addAll(List.of(keys));
        tmux(arguments.toArray(String[]::new));
    }

    void resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-t", "shell", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    }

    List<String> screen() throws Exception {
        return tmux("capture-pane", "-p", "-t", "shell");
    }

    /** {@return the screen, once a line of it that is not empty is the last and matches} */
    List<String> awaitLast(String regex) {
        return await(lines -> !lines.isEmpty() && lines.get(lines.size() - 1).matches(regex));
    }

    /** {@return the screen, once it is as wanted, without the empty lines at its end} */
    List<String> await(Predicate<List<String>> wanted) {
        List<List<String>> seen = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            List<String> lines = filled();
            seen.add(lines);
            assertThat(wanted.test(lines))
                    .as("the screen:%n%s", String.join("\n", lines))
                    .isTrue();
        });
        return seen.get(seen.size() - 1);
    }

    /** Presses a key until the screen is as wanted: one that comes while the size changes may be lost. */
    void pressUntil(String key, Predicate<List<String>> wanted) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            boolean done = wanted.test(filled());
            if (!done) {
                press(key);
            }
            return done;
        });
    }

    private List<String> filled() throws Exception {
        List<String> lines = new ArrayList<>(screen());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private List<String> tmux(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(command + " " + output).isZero();
        return output.lines().toList();
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("tmux cannot be ended", failure);
        }
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }
}
