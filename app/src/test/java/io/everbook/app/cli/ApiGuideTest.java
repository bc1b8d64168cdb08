package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of docs/api.md and docs/api-streams.md, each page in one shell, as they stand there, beside an
 * engine of their own, and holds what the page shows against what is printed; three dots stand for anything.
 */
@Timeout(300)
final class ApiGuideTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\n(.*?)^```$(?:\n\n^```\n(.*?)^```$)?");
    private static final String END = "=== end of block ===";
    /** Stands for wscat, which waits for so many seconds: waits for so many lines instead, and for one too many. */
    private static final String WSCAT = """
            #!/bin/bash
            echo >>calls
            lines=$(sed -n "$(wc -l <calls)p" lines)
            coproc { exec '%s' "${@:1:$#-2}" -w 60; }
            pid=$COPROC_PID
            for ((i = 0; i < lines; i++)); do
              IFS= read -r -t 30 -u "${COPROC[0]}" line && printf '%%s\n' "$line"
            done
            while IFS= read -r -t 0.3 -u "${COPROC[0]}" line; do printf '%%s\n' "$line"; done
            kill "$pid"
            """;

    @TempDir
    private Path directory;

    /** Commands, and what the page says they print. */
    private record Block(String commands, String shown) {}

    @Test
    void shouldPrintWhatThePageShows() throws Exception {
        for (String tool : List.of("bash", "curl", "openssl")) {
            assumeTrue(isInstalled(tool), "no " + tool + " on the path: apt-get install " + tool);
        }
        check("api.md", 8);
    }

    @Test
    void shouldPrintWhatThePageOfTheStreamsShows() throws Exception {
        for (String tool : List.of("bash", "openssl")) {
            assumeTrue(isInstalled(tool), "no " + tool + " on the path: apt-get install " + tool);
        }
        assumeTrue(isInstalled("wscat"), "no wscat on the path: npm install -g wscat");
        Files.write(directory.resolve("lines"), linesOfStreams(Files.readString(DOCS.resolve("api-streams.md"))));
        executable("wscat", WSCAT.formatted(whereIs("wscat").orElseThrow()));
        executable("sleep", "#!/bin/sh\n");
        check("api-streams.md", 4);
    }

    private void check(String page, int fewest) throws Exception {
        List<Block> blocks = blocks(Files.readString(DOCS.resolve(page)));
        assertThat(blocks).hasSizeGreaterThan(fewest);
        String printed;
        // What is signed may be long under way where the machine is busy.
        Files.writeString(directory.resolve("config"), "{\"http\": {\"replayWindowMs\": 60000}}");
        try (RunningService service = RunningService.start(
                directory, 0, "--config", "config", "--data", "data", "--password-file", "password")) {
            printed = run(blocks, service.port());
        }
        String[] outputs = printed.split(END + "\n", -1);
        assertThat(outputs).as(printed).hasSize(blocks.size() + 1);
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            assertThat(outputs[i].lines())
                    .as(block.commands())
                    .hasSameSizeAs(block.shown().lines().toList());
            for (int line = 0; line < block.shown().lines().count(); line++) {
                String shown = block.shown().lines().toList().get(line);
                Pattern pattern = Pattern.compile(Pattern.quote(shown).replace("...", "\\E.*\\Q"));
                assertThat(outputs[i].lines().toList().get(line)).matches(pattern);
            }
        }
    }

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return blocks;
    }

    /** Only the address of the engine is given from outside; everbook is this build's classes. */
    private String run(List<Block> blocks, int port) throws Exception {
        Path script = Files.writeString(
                directory.resolve("page.sh"),
                "set -eu\nset -o pipefail\n"
                        + blocks.stream()
                                .map(block -> block.commands() + "echo '" + END + "'\n")
                                .collect(Collectors.joining()));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).directory(directory.toFile());
        builder.environment().put("URL", "http://127.0.0.1:" + port);
        builder.environment().put("PATH", launcher() + File.pathSeparator + System.getenv("PATH"));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(150, TimeUnit.SECONDS);
        // A command that waits for ever would outlive the test.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as(printed + Files.readString(errors)).isTrue();
        assertThat(process.exitValue()).as(printed + Files.readString(errors)).isZero();
        return printed;
    }

    /** {@return how many lines the page shows of each call of stream, in the order of the calls} */
    private static List<String> linesOfStreams(String page) {
        List<String> counts = new ArrayList<>();
        for (Block block : blocks(page)) {
            List<String> calls = block.commands()
                    .lines()
                    .filter(line -> line.startsWith("stream "))
                    .toList();
            int from = counts.size();
            int lines = 0;
            for (String line : block.shown().lines().toList()) {
                int call = counts.size() - from;
                if (lines > 0 && call + 1 < calls.size() && isFirst(line, calls.get(call + 1))) {
                    counts.add(String.valueOf(lines));
                    lines = 0;
                }
                lines++;
            }
            if (!calls.isEmpty()) {
                counts.add(String.valueOf(lines));
            }
            assertThat(counts).as(block.commands()).hasSize(from + calls.size());
        }
        return counts;
    }

    private static boolean isFirst(String line, String call) {
        return call.contains("login ")
                ? line.contains("\"logged-in\"") || line.contains("\"SIGNATURE_INVALID\"")
                : line.contains("\"subscribed\"");
    }

    private Path launcher() throws IOException {
        String command =
                EverbookProcess.command().stream().map(part -> "'" + part + "'").collect(Collectors.joining(" "));
        return executable("everbook", "#!/bin/sh\nexec " + command + " \"$@\"\n")
                .getParent();
    }

    private Path executable(String name, String script) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(directory.resolve("bin")).resolve(name), script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean isInstalled(String tool) {
        return whereIs(tool).isPresent();
    }

    private static Optional<Path> whereIs(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
