package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the worked incident of docs/replay-debugging.md. */
class ReplayIncidentTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsPrinted() throws Exception {
        for (String file : List.of("replay-incident.jsonl", "replay-incident.txt")) {
            Files.copy(DOCS.resolve(file), directory.resolve(file));
        }
        String page = Files.readString(DOCS.resolve("replay-debugging.md"));
        String section = page.substring(page.indexOf("\n## A worked incident") + 1);
        List<String> blocks = GuideBlock.of(section.substring(0, section.indexOf("\n## ")));
        assertThat(blocks).hasSize(1);
        try (GuideSession session = new GuideSession(directory)) {
            GuideBlock.check("A worked incident", session, blocks.get(0));
        }
    }
}
