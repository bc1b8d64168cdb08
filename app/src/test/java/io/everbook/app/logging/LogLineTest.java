package io.everbook.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.everbook.app.configuration.LogFormat;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class LogLineTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");
    private static final String FORGED = "who=\"x\"\n[INFO] Ready\r\u001b[31m\u0085é";

    @Test
    void shouldBeWrittenAsTheRecoveryGuideSays() {
        LogLine line = line("Recovery completed successfully", null);

        assertThat(line.forConsole(LogFormat.TEXT, TIME))
                .isEqualTo("[INFO] Recovery completed successfully" + System.lineSeparator());
        assertThat(line.forFile(LogFormat.TEXT, TIME))
                .isEqualTo("2026-01-02T03:04:05.678Z [INFO] Recovery completed successfully" + System.lineSeparator());
    }

    @Test
    void shouldNotLetAMessageBeginALineOfItsOwn() {
        assertThat(line(FORGED, null).forConsole(LogFormat.TEXT, TIME))
                .isEqualTo("[INFO] who=\"x\"\\n[INFO] Ready\\u000d\\u001b[31m\\u0085é" + System.lineSeparator());
    }

    @Test
    void shouldBeOneJsonObjectALine() throws IOException {
        String text = line(FORGED, new IllegalStateException("a\nb")).forConsole(LogFormat.JSON, TIME);
        JsonNode json = new ObjectMapper().readTree(text);

        assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(json.get("time").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(json.get("level").asText()).isEqualTo("INFO");
        assertThat(json.get("logger").asText()).isEqualTo("io.everbook.X");
        assertThat(json.get("thread").asText()).isEqualTo("main");
        assertThat(json.get("message").asText()).isEqualTo(FORGED);
        assertThat(json.get("failure").asText()).contains("IllegalStateException: a\nb", "LogLineTest");
    }

    @Test
    void shouldShowWhereAFailureCameFrom() {
        assertThat(line("Lane stopped", new IllegalStateException("why")).forConsole(LogFormat.TEXT, TIME))
                .startsWith("[INFO] Lane stopped")
                .contains("java.lang.IllegalStateException: why", "    at " + LogLineTest.class.getName());
    }

    private static LogLine line(String message, Throwable failure) {
        return new LogLine(Level.INFO, "io.everbook.X", "main", message, failure);
    }
}
