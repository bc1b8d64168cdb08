package io.everbook.app.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EnvironmentVariableTest {

    /** In a process of its own, whose environment is this test's to change. */
    @Test
    void shouldBeGoneFromTheProcessAndFromWhatItHandsToChildren() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("EVERBOOK_PASSWORD", "correct horse");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .containsExactly("can forget true", "read correct horse", "again null", "listed false", "child []");
    }

    /** Reads the variable and tells what is left of it. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("can forget " + EnvironmentVariable.canForget());
            byte[] value = EnvironmentVariable.take("EVERBOOK_PASSWORD");
            System.out.println("read " + new String(value, StandardCharsets.UTF_8));
            System.out.println("again " + System.getenv("EVERBOOK_PASSWORD"));
            System.out.println("listed " + System.getenv().containsKey("EVERBOOK_PASSWORD"));
            ProcessBuilder child = new ProcessBuilder("sh", "-c", "echo \"child [$EVERBOOK_PASSWORD]\"");
            child.environment().put("LOOKED_AT", "yes");
            System.out.write(child.start().getInputStream().readAllBytes());
            System.out.flush();
        }
    }
}
