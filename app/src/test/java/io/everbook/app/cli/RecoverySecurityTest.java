package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sentences of the recovery guide's section on security, those on credentials; each test is named after one. */
@Timeout(300)
class RecoverySecurityTest {

    private static final String STORE = " --data data --password-file password";
    private static final int SALT = 36;
    private static final int SALT_END = 68;

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        session.type("umask 077; echo correct horse battery > password");
        session.type("everbook credentials init --memory 19 --iterations 2" + STORE);
        session.type("everbook credentials add" + STORE + " --id desk-7 --role trader --participant 7 > secret");
        secret = Files.readString(directory.resolve("secret")).strip();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void apiCredentialsRemainEncryptedDuringRecoveryOperations() throws Exception {
        byte[] before = store();
        session.type("everbook run --data data --port 0 --password-file password &");
        assertThat(filesWith(secret)).as("while it runs").isEmpty();
        session.type("kill %1");
        assertThat(filesWith(secret)).as("afterwards").isEmpty();
        assertThat(store()).isEqualTo(before);
    }

    @Test
    void masterPasswordRequiredToDecryptCredentialsAfterSystemRestart() throws Exception {
        session.type("umask 077; echo a wrong long password > wrong");
        assertThat(session.type("everbook run --data data --port 0 --password-file wrong &"))
                .last()
                .matches(line -> line.toString().contains("WRONG_PASSWORD"));
        session.type("kill %1");
        assertThat(session.type("everbook run --data data --port 0 --password-file none &"))
                .last()
                .matches(line -> line.toString().contains("file=none"));
        session.type("kill %1");
        assertThat(session.type("everbook run --data data --port 0 --password-file password &"))
                .anyMatch(line -> line.contains("Ready: "));
        session.type("kill %1");
    }

    @Test
    void uniqueSaltsArePreservedDuringRecovery() throws Exception {
        byte[] salt = Arrays.copyOfRange(store(), SALT, SALT_END);
        session.type("everbook run --data data --port 0 --password-file password &");
        session.type("kill %1");
        session.type("everbook credentials rotate" + STORE + " --id desk-7 > secret");
        assertThat(Arrays.copyOfRange(store(), SALT, SALT_END)).isEqualTo(salt);
    }

    @Test
    void restrictFilePermissionsOnRecoveryDirectories() throws Exception {
        session.type("everbook run --data data --port 0 --password-file password &");
        session.type("kill %1");
        try (Stream<Path> all = Files.walk(directory.resolve("data"))) {
            List<Path> paths = all.toList();
            assertThat(paths).hasSizeGreaterThan(5);
            for (Path path : paths) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void encryptBackupFilesContainingSensitiveData() throws Exception {
        session.type("umask 077; echo a password of backups > backup.password");
        String password = " --password-file backup.password";
        session.type("everbook backup create --data data --to backups --encrypt" + password);
        assertThat(session.type("echo $?")).containsExactly("0");
        String id = "desk-7";
        String salt = new String(Arrays.copyOfRange(store(), SALT, SALT_END), StandardCharsets.ISO_8859_1);
        try (Stream<Path> all = Files.walk(directory.resolve("backups"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThan(1);
            for (Path file : files) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret, id, salt, "credentials.store");
            }
        }
        session.type("everbook backup restore --from backups --into restored" + password);
        assertThat(directory.resolve("restored/credentials.store")).hasBinaryContent(store());
    }

    @Test
    void verifyChecksumsOfRecoveredCredentialFiles() throws Exception {
        session.type("cp -rp data recovered");
        assertThat(session.type("everbook credentials verify --data recovered --checksums"))
                .containsExactly("OK: the checksums are right");
        byte[] bytes = store();
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve("recovered/credentials.store"), bytes);
        session.type("everbook credentials verify --data recovered --checksums");
        assertThat(session.type("echo $?")).containsExactly("1");
    }

    private byte[] store() throws IOException {
        return Files.readAllBytes(directory.resolve("data/credentials.store"));
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("data"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
