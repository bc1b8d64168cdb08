package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences of the recovery guide's section on backups; each test is named after one. */
@Timeout(300)
class RecoveryBackupTest {

    private static final String CREATE = "everbook backup create --data data --to backups";
    private static final String PASSWORD = " --password-file backup.password";
    private static final String AUDIT = "audit/TOOLS.audit";
    private static final int AUDIT_HEADER = 4_096;

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        Files.write(
                directory.resolve("orders.jsonl"),
                List.of(
                        order(1, "sell", "100.00", "2"),
                        order(2, "buy", "101.00", "0.5"),
                        order(3, "buy", "99.00", "1")));
        session.type("umask 077; echo correct horse battery > backup.password");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void althoughItProvidesCrashRecoveryThePersistenceSystemIsNotAReplacementForProperBackups() throws Exception {
        type("everbook match orders.jsonl --data data > events.jsonl");
        type(CREATE);
        session.type("rm -r data");
        type("everbook match orders.jsonl --data data > afresh.jsonl");
        assertThat(Files.readAllLines(directory.resolve("afresh.jsonl")))
                .as("nothing recovers a lost disk")
                .first()
                .asString()
                .contains("\"sequence\":1,");
        type("everbook backup restore --from backups --into restored");
        type("everbook match orders.jsonl --data restored > after.jsonl");
        assertThat(Files.readAllLines(directory.resolve("after.jsonl")))
                .first()
                .asString()
                .contains("\"sequence\":4,");
    }

    /** One byte of each file of a backup, be it encrypted or not: the command says what it is. */
    @ParameterizedTest
    @ValueSource(strings = {"", PASSWORD})
    void testRecoveryFromDamagedBackupsToo(String password) throws Exception {
        fillWithCredentials();
        type(CREATE + (password.isEmpty() ? "" : " --encrypt" + password));
        int damaged = 0;
        for (Path file : files(directory.resolve("backups"))) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
                String code = file.toString().endsWith(".manifest") ? "MANIFEST_DAMAGED" : "OBJECT_DAMAGED";
                assertThat(refused("everbook backup verify --from backups" + password))
                        .contains("NOT GOOD", "code=" + code);
                if (damaged == 0) {
                    assertThat(refused("everbook backup restore --from backups --into restored" + password))
                            .contains("code=" + code);
                    assertThat(directory.resolve("restored")).doesNotExist();
                }
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
                damaged++;
            }
        }
        assertThat(damaged)
                .as("journal, snapshot, executions, keys, audit, manifest")
                .isGreaterThan(5);
        type("everbook backup verify --from backups" + password);
    }

    @Test
    void regularlyBackUpTheEntireDataDirectoryWithEncryption() throws Exception {
        String secret = fillWithCredentials();
        type(CREATE + " --encrypt" + PASSWORD);
        for (Path file : files(directory.resolve("backups"))) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(bytes).as(file.toString()).doesNotContain("BTC-USD", "credentials.store", secret);
        }
        type("everbook backup restore --from backups --into restored" + PASSWORD);
        Map<String, String> restored = contents("restored");
        Map<String, String> data = contents("data");
        // Both go on behind what was backed up: here with its end, there with where it comes from.
        assertThat(commonLength(restored.remove(AUDIT), data.remove(AUDIT))).isGreaterThan(AUDIT_HEADER);
        assertThat(restored).containsExactlyInAnyOrderEntriesOf(data);
        assertThat(refused("everbook backup restore --from backups --into other"))
                .contains("password");
    }

    @Test
    void considerIncrementalBackupsOfJournalFiles() throws Exception {
        type("everbook match orders.jsonl --data data");
        type(CREATE + " --incremental");
        List<Path> before = files(directory.resolve("backups"));
        List<String> again = type(CREATE + " --incremental --json");
        assertThat(files(directory.resolve("backups")))
                .as("another manifest, and the audit, which has grown by the first backup: %s", again)
                .hasSize(before.size() + 2)
                .containsAll(before);
        type("everbook match orders.jsonl --data data");
        type(CREATE + " --incremental");
        assertThat(type("everbook backup list --from backups")).hasSize(3);
        assertThat(type("everbook backup verify --from backups"))
                .last()
                .asString()
                .contains("good");
    }

    @Test
    void securelyBackupEncryptedCredentialFilesWithSaltPreservation() throws Exception {
        String secret = fillWithCredentials();
        type(CREATE);
        type("everbook backup restore --from backups --into restored");
        byte[] store = Files.readAllBytes(directory.resolve("data/credentials.store"));
        assertThat(directory.resolve("restored/credentials.store")).hasBinaryContent(store);
        assertThat(type("everbook credentials verify --data restored --password-file password"))
                .isNotEmpty();
        assertThat(type("everbook credentials list --data restored --password-file password"))
                .anyMatch(line -> line.contains("desk-7"));
        for (Path file : files(directory.resolve("backups"))) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret);
        }
    }

    @Test
    void testRecoveryFromBackupsPeriodicallyInSecureEnvironments() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "backup.md"));
        String section = page.substring(page.indexOf("\n## A restore drill") + 1);
        List<String> blocks = GuideBlock.of(section.substring(0, section.indexOf("\n## ")));
        assertThat(blocks).hasSize(1);
        GuideBlock.check("A restore drill", session, blocks.get(0));
    }

    /** Makes a data directory that holds the key of a client, and gives the client's secret. */
    private String fillWithCredentials() throws Exception {
        type("everbook match orders.jsonl --data data");
        session.type("umask 077; echo another long password > password");
        type("everbook credentials init --data data --password-file password --memory 19 --iterations 2");
        type("everbook credentials add --data data --password-file password --id desk-7 --role trader --participant 7"
                + " > secret");
        return Files.readString(directory.resolve("secret")).strip();
    }

    private List<String> type(String command) throws Exception {
        List<String> lines = session.type(command);
        assertThat(session.type("echo $?")).as("%s%n%s", command, lines).containsExactly("0");
        return lines;
    }

    private static String order(int participant, String side, String price, String quantity) {
        return "{\"type\":\"new\",\"participant\":" + participant + ",\"side\":\"" + side + "\",\"price\":\"" + price
                + "\",\"quantity\":\"" + quantity + "\"}";
    }

    private String refused(String command) throws Exception {
        List<String> lines = session.type(command);
        assertThat(session.type("echo $?")).as(command).isNotEqualTo(List.of("0"));
        return String.join("\n", lines);
    }

    /** By its name, the content of each file that a backup takes: no locks. */
    private Map<String, String> contents(String folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Path root = directory.resolve(folder);
        for (Path file : files(root)) {
            String name = root.relativize(file).toString();
            if (!name.endsWith("lock")) {
                contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static int commonLength(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
