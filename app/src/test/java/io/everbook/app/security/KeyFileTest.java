package io.everbook.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final String SECRET = "s".repeat(40);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepWhatWasAdded() {
        KeyFile file = file();
        String secret = file.add("desk-7", Role.TRADER, 7);
        file.add("ops", Role.OPERATOR, 0);

        ApiKey desk = file().read().get("desk-7");
        assertThat(file().read().keySet()).containsExactly("desk-7", "ops");
        assertThat(desk.role()).isEqualTo(Role.TRADER);
        assertThat(desk.participantId()).isEqualTo(7);
        assertThat(RequestSignature.sign(desk, "1", "GET", "/", new byte[0]))
                .isEqualTo(
                        RequestSignature.sign(new ApiKey("x", Role.VIEWER, 0, secret), "1", "GET", "/", new byte[0]));
    }

    @Test
    void shouldMakeFilesThatOnlyTheirOwnerReads() throws IOException {
        file().add("ops", Role.OPERATOR, 0);
        Path data = directory.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(KeyFile.NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldRefuseAFileThatOthersCanRead() throws IOException {
        file().add("ops", Role.OPERATOR, 0);
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("run chmod 600 " + file().path());
    }

    @Test
    void shouldNotAddAKeyTwiceNorRevokeOneThatIsNotThere() {
        file().add("ops", Role.OPERATOR, 0);
        assertThatThrownBy(() -> file().add("ops", Role.VIEWER, 0)).hasMessageContaining("id=ops");
        file().revoke("ops");
        assertThatThrownBy(() -> file().revoke("ops")).hasMessageContaining("id=ops");
        assertThat(file().read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"id\":\"a\"",
                "{\"id\":\"a\",\"role\":\"viewer\"} x",
                "{\"id\":\"a\",\"role\":\"king\",\"secret\":\"@\"}",
                "{\"id\":\"a b\",\"role\":\"viewer\",\"secret\":\"@\"}",
                "{\"id\":\"a\",\"role\":\"viewer\",\"secret\":\"short\"}",
                "{\"id\":\"a\",\"role\":\"viewer\",\"participant\":1,\"secret\":\"@\"}",
                "{\"id\":\"a\",\"role\":\"trader\",\"secret\":\"@\"}",
                "{\"id\":\"a\",\"role\":\"trader\",\"participant\":0,\"secret\":\"@\"}",
                "{\"id\":\"a\",\"role\":\"trader\",\"participant\":1.5,\"secret\":\"@\"}",
                "{\"id\":\"a\",\"role\":\"viewer\",\"owner\":\"me\",\"secret\":\"@\"}",
            })
    void shouldSayWhichLineIsWrongAndNotShowASecret(String line) throws IOException {
        file().add("ops", Role.OPERATOR, 0);
        Files.writeString(file().path(), Files.readString(file().path()) + line.replace("@", SECRET) + "\n");
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("line=2")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void shouldSeeAtOnceWhatAnotherProcessChanged() throws IOException {
        StoredKeys keys = new StoredKeys(file());
        assertThat(keys.isEmpty()).isTrue();

        file().add("ops", Role.OPERATOR, 0);
        assertThat(keys.isEmpty()).isFalse();
        assertThat(keys.find("ops")).isNotNull();

        Files.writeString(file().path(), "nonsense");
        assertThat(keys.find("ops"))
                .as("an unusable file takes nobody's key away")
                .isNotNull();

        Files.delete(file().path());
        assertThat(keys.find("ops")).isNull();
    }

    private KeyFile file() {
        return new KeyFile(directory.resolve("data"));
    }
}
