package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the built JAR the way its README says: {@code java -jar everbook.jar}. */
final class EverbookJar {

    private static final Path JAR = Path.of(System.getProperty("everbook.jar", "target/everbook.jar"));
    private static final long TIMEOUT_MINUTES = 5;

    private EverbookJar() {}

    /** What a process did: its exit code and what it wrote. */
    record Result(int exitCode, String out, String err) {

        List<String> outLines() {
            return out.lines().toList();
        }
    }

    /** Runs a command to its end, with some standard input. */
    static Result run(String input, String... arguments) {
        return run(Path.of(System.getProperty("java.home")), input, arguments);
    }

    /** Runs a command on another JDK. */
    static Result run(Path javaHome, String input, String... arguments) {
        try {
            Path in = Files.createTempFile("everbook-in", ".jsonl");
            Files.writeString(in, input);
            Result result = runFile(javaHome, in, arguments);
            Files.delete(in);
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a command to its end, with a file as standard input. */
    static Result runFile(Path javaHome, Path input, String... arguments) {
        try {
            Path out = Files.createTempFile("everbook-out", ".txt");
            Path err = Files.createTempFile("everbook-err", ".txt");
            Process process = builder(javaHome, arguments)
                    .redirectInput(input.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            Result result = new Result(
                    ended ? process.exitValue() : -1,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            assertThat(ended).as("ended in time: %s", result.err()).isTrue();
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** {@return a process to be started with pipes} */
    static ProcessBuilder builder(Path javaHome, String... arguments) {
        assertThat(JAR).as("the built JAR (run by mvn verify)").exists();
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    /** {@return a process of this JDK to be started with pipes} */
    static ProcessBuilder builder(String... arguments) {
        return builder(Path.of(System.getProperty("java.home")), arguments);
    }
}
