package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
@Timeout(180)
final class ApiGuideTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\n(.*?)^```$(?:\n\n^```\n(.*?)^```$)?");
    private static final String END = "=== end of block ===";

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
        check("api-streams.md", 4);
    }

    private void check(String page, int fewest) throws Exception {
        List<Block> blocks = blocks(Files.readString(DOCS.resolve(page)));
        assertThat(blocks).hasSizeGreaterThan(fewest);
        String printed;
        try (RunningService service =
                RunningService.start(directory, 0, "--data", "data", "--password-file", "password")) {
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
        builder.redirectError(directory.resolve("errors").toFile());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(printed + Files.readString(directory.resolve("errors")))
                .isZero();
        return printed;
    }

    private Path launcher() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("bin"));
        String command =
                EverbookProcess.command().stream().map(part -> "'" + part + "'").collect(Collectors.joining(" "));
        Path everbook = Files.writeString(folder.resolve("everbook"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(everbook, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
