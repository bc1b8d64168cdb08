package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types docs/replay-debugging.md from its first command to its last, as a reader would, in one directory. */
class ReplayGuideTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void shouldShowWhatIsPrinted() throws Exception {
        String page = Files.readString(DOCS.resolve("replay-debugging.md"));
        try (GuideSession session = GuideSession.shared()) {
            for (String file : List.of("replay-incident.jsonl", "replay-incident.txt")) {
                Files.copy(DOCS.resolve(file), GuideSession.SHARED.resolve(file));
            }
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
