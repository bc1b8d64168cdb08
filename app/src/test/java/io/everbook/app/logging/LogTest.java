package io.everbook.app.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.LogLevel;
import io.everbook.app.configuration.Logging;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogTest {

    private static final Logger OURS = LoggerFactory.getLogger("io.everbook.Ours");
    private static final Logger LIBRARY = LoggerFactory.getLogger("org.eclipse.jetty.Theirs");

    @TempDir
    private Path directory;

    @AfterEach
    void restore() {
        Log.configure(Logging.DEFAULTS);
    }

    @Test
    void shouldLogFromTheLevelThatIsAskedFor() throws IOException {
        assertThat(logged(LogLevel.DEBUG)).isEqualTo("debug-1 info warn error library-warn library-error");
        assertThat(logged(LogLevel.INFO)).isEqualTo("info warn error library-warn library-error");
        assertThat(logged(LogLevel.WARN)).isEqualTo("warn error library-warn library-error");
        assertThat(logged(LogLevel.ERROR)).isEqualTo("error library-error");
    }

    @Test
    void shouldWriteTheFileInTheSameFormat() throws IOException {
        Path file = directory.resolve("json.log");
        Log.configure(new Logging(LogLevel.INFO, LogFormat.JSON, file.toString(), 1 << 20, 1));
        OURS.error("code={}", 7, new IllegalStateException("why"));

        assertThat(Files.readString(file)).startsWith("{\"time\":").contains("\"message\":\"code=7\"", "why");
    }

    @Test
    void shouldSayWhichFileCannotBeOpened() {
        Logging folder = new Logging(LogLevel.INFO, LogFormat.TEXT, directory.toString(), 1 << 20, 1);

        assertThatThrownBy(() -> Log.configure(folder))
                .isInstanceOf(UserFault.class)
                .hasMessageContainingAll("logging.file=" + directory, "change");
    }

    private String logged(LogLevel level) throws IOException {
        Path file = directory.resolve(level + ".log");
        Log.configure(new Logging(level, LogFormat.TEXT, file.toString(), 1 << 20, 1));
        OURS.trace("trace");
        OURS.debug("debug-{}", 1);
        OURS.info("info");
        OURS.warn("warn");
        OURS.error("error");
        LIBRARY.debug("library-debug");
        LIBRARY.info("library-info");
        LIBRARY.warn("library-warn");
        LIBRARY.error("library-error");
        return Files.readString(file)
                .replaceAll("(?m)^\\S+ \\[\\w+] ", "")
                .strip()
                .replaceAll("\\R", " ");
    }
}
