package io.everbook.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordReaderTest {

    private static final String WHAT = "of the test";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "correct horse\n", "correct horse\r\n", "correct horse\nsecond line\n"})
    void shouldReadTheFirstLineOfAFile(String content) throws IOException {
        try (Secret secret = PasswordReader.read(file(content, "rw-------"), WHAT)) {
            assertThat(new String(secret.bytes(), StandardCharsets.UTF_8)).isEqualTo("correct horse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-r--r--"})
    void shouldRefuseAFileThatOthersCanUseAndSayHowToMendIt(String mode) throws IOException {
        PasswordSource source = file("correct horse\n", mode);
        assertThatThrownBy(() -> PasswordReader.read(source, WHAT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("chmod 600 " + directory)
                .hasMessageNotContaining("horse");
    }

    @Test
    void shouldRefuseAFileThatIsMissingEmptyOrTooLong() throws IOException {
        assertThatThrownBy(() -> PasswordReader.read(new PasswordSource.OfFile(directory.resolve("none")), WHAT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("none");
        PasswordSource empty = file("\n", "rw-------");
        assertThatThrownBy(() -> PasswordReader.read(empty, WHAT)).hasMessageContaining("1 to 1024");
        PasswordSource tooLong = file("x".repeat(1025), "rw-------");
        assertThatThrownBy(() -> PasswordReader.read(tooLong, WHAT))
                .hasMessageContaining("1 to 1024")
                .hasMessageNotContaining("xx");
        PasswordSource longest = file("x".repeat(1024) + "\n", "rw-------");
        assertThat(PasswordReader.read(longest, WHAT).length()).isEqualTo(1024);
    }

    @Test
    void shouldTakeOnlyTheLineFromStandardInput() throws IOException {
        InputStream before = System.in;
        try {
            InputStream in = new ByteArrayInputStream("first\nsecond\n".getBytes(StandardCharsets.UTF_8));
            System.setIn(in);
            try (Secret secret = PasswordReader.read(new PasswordSource.OfDescriptor(0), WHAT)) {
                assertThat(secret.bytes()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("second\n");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void shouldRefuseAShortPasswordWhereOneIsChosen() throws IOException {
        PasswordSource source = file("elevenbytes\n", "rw-------");
        assertThatThrownBy(() -> PasswordReader.readNew(source, WHAT))
                .hasMessageContaining("at least 12 bytes")
                .hasMessageNotContaining("elevenbytes");
        PasswordReader.readNew(file("twelve bytes\n", "rw-------"), WHAT).close();
    }

    @Test
    void shouldNameADescriptorThatIsNotOpenAndAVariableThatIsNotSet() {
        assertThatThrownBy(() -> PasswordReader.read(new PasswordSource.OfDescriptor(1000), WHAT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("fd=1000");
        assertThatThrownBy(() -> PasswordReader.read(new PasswordSource.OfVariable("EVERBOOK_NOT_SET"), WHAT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("env=EVERBOOK_NOT_SET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt", "file:/etc/everbook/password", "fd:3", "env:EVERBOOK_PASSWORD"})
    void shouldReadASourceAsItIsWritten(String text) {
        assertThat(PasswordSource.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hunter2", "pass:hunter2", "fd:x", "fd:1024", "fd:-1", "file:", "env:", "env:A-B", "env:1"})
    void shouldRefuseWhatIsNoSourceWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> PasswordSource.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    private PasswordSource file(String content, String mode) throws IOException {
        Path file = Files.createTempFile(directory, "password", "");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return new PasswordSource.OfFile(file);
    }
}
