package io.everbook.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does by hand what the container file says, as far as that can be done without building an image: what it copies is
 * there, the JVM takes its flags, what it starts runs, is found healthy and stops in order.
 */
@Timeout(300)
final class ContainerFileIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPS = ROOT.resolve("docs/ops");
    private static final String JAR = "/opt/everbook/everbook.jar";
    private static final String CONFIGURATION = "/etc/everbook/everbook.json";
    private static final String PORT = "8080";

    /** Half of this machine's memory is not the test's to take. */
    private static final String SMALL_HEAP = " -XX:InitialRAMPercentage=1 -XX:MaxRAMPercentage=2";

    @TempDir
    private Path directory;

    private List<String> instructions;

    @BeforeEach
    void read() throws IOException {
        String text = Files.readString(OPS.resolve("Containerfile")).replaceAll("\\\\\\R\\s*", "");
        instructions = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void shouldCopyWhatThereIsToWhereItIsUsed() throws IOException {
        List<String> targets = new ArrayList<>();
        for (String copy : all("COPY")) {
            String[] words = copy.split(" ");
            assertThat(ROOT.resolve(words[words.length - 2])).as(copy).isRegularFile();
            targets.add(words[words.length - 1]);
        }
        assertThat(targets).containsExactlyInAnyOrder(JAR, CONFIGURATION);
        assertThat(only("ENTRYPOINT")).contains(JAR);
        assertThat(only("CMD")).contains(CONFIGURATION);
        String data = only("WORKDIR");
        assertThat(only("VOLUME")).isEqualTo(data);
        assertThat(only("RUN")).contains("-m 0700 " + data, "--uid " + only("USER") + " ");
        assertThat(Files.readString(OPS.resolve("container.json"))).contains("\"dataDirectory\": \"" + data + "/");
    }

    @Test
    void shouldGiveTheJvmFlagsThatItTakes() throws Exception {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(flags().split(" ")));
        command.addAll(List.of(SMALL_HEAP.strip().split(" ")));
        command.add("-version");
        Path output = directory.resolve("version");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).doesNotContainIgnoringCase("warning");
    }

    @Test
    void shouldRunBeFoundHealthyAndStopInOrder() throws Exception {
        int port = FreePort.find();
        Path configuration = Files.writeString(
                directory.resolve("everbook.json"),
                Files.readString(OPS.resolve("container.json"))
                        .replace("/var/lib/everbook", directory.toString())
                        .replace("0.0.0.0", "127.0.0.1")
                        .replace(PORT, Integer.toString(port)));
        List<String> command = new ArrayList<>(array("ENTRYPOINT"));
        command.addAll(array("CMD"));
        command.replaceAll(word -> word.replace(
                        JAR, ROOT.resolve("app/target/everbook.jar").toString())
                .replace(CONFIGURATION, configuration.toString())
                .replace("exec java ", "exec " + java() + " "));
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(log.toFile());
        builder.environment().put("EVERBOOK_JVM", flags() + SMALL_HEAP);
        assertThat(health(port)).as("before there is anything").isNotZero();
        Process engine = builder.start();
        try {
            await().failFast("it ended", () -> !engine.isAlive())
                    .until(() -> health(port) == 0 && Files.readString(log).contains("Ready: "));
            assertThat(engine.toHandle().info().command().orElseThrow())
                    .as("the shell has made room for the JVM, which gets the signal itself")
                    .endsWith("java");

            engine.destroy();

            assertThat(engine.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(engine.exitValue()).as(Files.readString(log)).isZero();
            List<String> lines = Files.readAllLines(log);
            assertThat(lines.get(lines.size() - 1))
                    .startsWith("{")
                    .contains("Stopped: every command taken is journaled and answered");
        } finally {
            engine.destroyForcibly();
        }
        assertThat(health(port)).as("afterwards").isNotZero();
    }

    /** {@return the exit code of the health check} */
    private int health(int port) throws Exception {
        String check = all("HEALTHCHECK").get(0);
        List<String> command = new ArrayList<>(words(check.substring(check.indexOf("CMD ") + "CMD ".length())));
        command.replaceAll(word -> word.replace("/" + PORT, "/" + port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String flags() {
        String variable = only("ENV");
        assertThat(variable).matches(Pattern.compile("EVERBOOK_JVM=\"[^\"]+\""));
        return variable.substring(variable.indexOf('"') + 1, variable.length() - 1);
    }

    private List<String> all(String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    private String only(String instruction) {
        List<String> all = all(instruction);
        assertThat(all).as(instruction).hasSize(1);
        return all.get(0);
    }

    private List<String> array(String instruction) throws IOException {
        return words(only(instruction));
    }

    private static List<String> words(String json) throws IOException {
        return Arrays.asList(new ObjectMapper().readValue(json.getBytes(StandardCharsets.UTF_8), String[].class));
    }
}
