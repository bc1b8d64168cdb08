package io.everbook.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void choose() {
        path = directory.resolve("log/everbook.log");
    }

    @Test
    void shouldKeepWhatItsOwnerOnlyMayRead() throws IOException {
        LogFile file = LogFile.open(path, 20, 2);
        write(file, "0123456789\n", "0123456789\n");

        assertThat(mode(path.getParent())).isEqualTo("rwx------");
        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(aside(1))).isEqualTo("rw-------");
    }

    @Test
    void shouldTakeAwayRightsThatAFileHad() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createFile(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        LogFile.open(path, 20, 2).close();

        assertThat(mode(path)).isEqualTo("rw-------");
    }

    @Test
    void shouldSetAsideWhatIsFullAndKeepSoMany() throws IOException {
        LogFile file = LogFile.open(path, 10, 2);
        write(file, "aaaa\n", "bbbb\n", "cccc\n", "dddd\n", "eeee\n", "ffff\n", "gggg\n");

        assertThat(path).hasContent("gggg\n");
        assertThat(aside(1)).hasContent("eeee\nffff\n");
        assertThat(aside(2)).hasContent("cccc\ndddd\n");
        assertThat(aside(3)).doesNotExist();
    }

    @Test
    void shouldGoOnWhereTheFileEndsAfterARestart() throws IOException {
        LogFile first = LogFile.open(path, 10, 1);
        write(first, "aaaa\n");
        first.close();
        write(LogFile.open(path, 10, 1), "bbbb\n", "cccc\n");

        assertThat(path).hasContent("cccc\n");
        assertThat(aside(1)).hasContent("aaaa\nbbbb\n");
    }

    @Test
    void shouldKeepOnlyTheFileItselfWhereNoneIsToBeKept() throws IOException {
        LogFile file = LogFile.open(path, 5, 0);
        write(file, "aaaa\n", "bbbb\n");

        assertThat(path).hasContent("bbbb\n");
        assertThat(aside(1)).doesNotExist();
    }

    @Test
    void shouldTellOnceAMinuteThatItCannotBeWritten() throws IOException {
        LogFile file = LogFile.open(path, 10, 1);
        write(file, "aaaaaaaa\n");
        // A folder that is not empty cannot be replaced, which is what setting aside wants to do.
        Files.createDirectories(aside(1).resolve("full"));

        assertThat(file.write("bbbbbbbb\n", NOW)).contains("cannot be written", path.toString());
        assertThat(file.write("cccccccc\n", NOW.plusSeconds(59))).isNull();
        assertThat(file.write("dddddddd\n", NOW.plusSeconds(60))).contains("cannot be written");

        Files.delete(aside(1).resolve("full"));
        assertThat(file.write("eeeeeeee\n", NOW.plusSeconds(120))).isNull();
        assertThat(path).hasContent("eeeeeeee\n");
    }

    private static void write(LogFile file, String... lines) {
        for (String line : List.of(lines)) {
            assertThat(file.write(line, NOW)).isNull();
        }
    }

    private Path aside(int number) {
        return path.resolveSibling("everbook.log." + number);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
