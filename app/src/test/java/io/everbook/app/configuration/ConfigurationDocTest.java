package io.everbook.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against the code. */
final class ConfigurationDocTest {

    private static final int COLUMNS = 5;

    @Test
    void shouldListEveryKeyWithDefaultRangeAndMeaningAsTheCodeHasThem() throws Exception {
        List<String> expected = Arrays.stream(Key.values())
                .map(key -> "`" + key.path() + "` | `" + key.json(Configuration.defaults()) + "` | "
                        + key.range().text() + " | " + key.meaning())
                .toList();

        assertThat(rows().map(row -> String.join(" | ", row.subList(0, COLUMNS - 1))))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void shouldSayWhenToChangeEachKey() throws Exception {
        assertThat(rows()).allSatisfy(row -> assertThat(row.get(COLUMNS - 1)).endsWith("."));
    }

    private static Stream<List<String>> rows() throws Exception {
        return Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .filter(cells -> cells.size() == COLUMNS + 1 && cells.get(1).startsWith("`"))
                .map(cells -> cells.subList(1, cells.size()));
    }
}
