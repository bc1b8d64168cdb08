package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs every example of docs/order-types.md. */
final class OrderTypesDocumentTest {

    private final CommandsDocument document = CommandsDocument.read("docs/order-types.md");

    @Test
    void shouldShowExamplesAsTheyRun() throws IOException {
        List<String> commands = document.blocks("```json commands");
        List<String> events = document.blocks("```json events");
        assertThat(commands).hasSizeGreaterThan(15).hasSameSizeAs(events);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(comparable(DocumentedMarkets.run(commands.get(i)))).isEqualTo(comparable(events.get(i)));
        }
    }

    private static String comparable(String events) {
        return events.replaceAll(",\"timestamp\":[0-9]+", "").replaceAll("\"digest\":\"[0-9a-f]+\"", "");
    }
}
