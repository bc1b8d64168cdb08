package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.Everbook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Everbook in a process of its own, from this build's classes. */
final class EverbookProcess {

    private EverbookProcess() {}

    /** What a process did: its exit code and what it wrote. */
    record Result(int exitCode, String out, String err) {

        /** {@return the lines that Everbook itself wrote about a fault} */
        List<String> faults() {
            return err.lines().filter(line -> line.startsWith("everbook: ")).toList();
        }
    }

    static Result run(Path directory, String input, String... arguments) throws Exception {
        return finish(directory, input, command(arguments));
    }

    /** Runs it where no file may grow beyond a size, as on a full disk. */
    static Result runWithFileLimit(Path directory, int kibibytes, String input, String... arguments) throws Exception {
        List<String> limited =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash"));
        limited.addAll(command(arguments));
        return finish(directory, input, limited);
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Everbook.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Result finish(Path directory, String input, List<String> command) throws Exception {
        Path in = Files.writeString(Files.createTempFile(directory, "in", ""), input);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .start();
        StringBuilder err = new StringBuilder();
        Thread reader = new Thread(() -> err.append(read(process)));
        reader.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reader.join();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), out, err.toString());
    }

    private static String read(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
