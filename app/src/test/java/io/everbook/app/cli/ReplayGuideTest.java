package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types docs/replay-debugging.md from its first command to its last, as a reader would, in one directory. */
class ReplayGuideTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsPrinted() throws Exception {
        for (String file : List.of("replay-incident.jsonl", "replay-incident.txt")) {
            Files.copy(DOCS.resolve(file), directory.resolve(file));
        }
        String page = Files.readString(DOCS.resolve("replay-debugging.md"));
        try (GuideSession session = new GuideSession(directory)) {
            for (String section : page.split("\n## ")) {
                String title = section.lines().findFirst().orElse("");
                List<String> blocks = GuideBlock.of(section);
                // Every command that has a section of its own is shown there with its output.
                assertThat(blocks.isEmpty()).as(title).isEqualTo(!title.contains("incident") && !title.contains("`"));
                for (String block : blocks) {
                    GuideBlock.check(title, session, block);
                    assertThat(block.lines().filter(line -> !line.startsWith("$ ")))
                            .as(title)
                            .allMatch(line -> line.length() <= 80 || line.startsWith("{") || line.startsWith("$"));
                }
            }
        }
    }
}
