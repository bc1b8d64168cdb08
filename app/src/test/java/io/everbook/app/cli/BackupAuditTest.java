package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the audit tells of backups that a person makes, proves, restores and deletes. */
@Timeout(300)
class BackupAuditTest {

    private static final String USER = " by=" + System.getProperty("user.name");
    private static final String CREATE = "everbook backup create --data data --to backups";
    private static final String SHOW = "everbook audit show --data data --kind backup,verification-failed";

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        session.type(
                "echo '{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"99.00\",\"quantity\":\"1\"}'"
                        + " > orders.jsonl");
        session.type("everbook match orders.jsonl --data data > events.jsonl");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldRecordWhatIsDoneBeforeAndAfter() throws Exception {
        type(0, CREATE);
        String id = newest();
        type(0, "everbook backup verify --from backups");
        type(0, "everbook backup restore --from backups --into restored");
        type(0, CREATE);
        type(0, "everbook backup prune --from backups --keep 1");
        assertThat(told(SHOW))
                .containsSubsequence(
                        "action=create target=backups outcome=begun" + USER,
                        "action=create target=backups outcome=done: " + id + USER,
                        "action=verify target=" + id + " in backups outcome=begun" + USER,
                        "action=verify target=" + id + " in backups outcome=done: good" + USER,
                        "action=restore target=" + id + " in backups, into restored outcome=begun" + USER,
                        "action=restore target=" + id + " in backups, into restored outcome=done: " + id + USER,
                        "action=prune target=backups outcome=begun" + USER)
                .hasSize(10)
                .last()
                .asString()
                .isEqualTo("action=prune target=backups outcome=done: nothing to delete" + USER);
        assertThat(told("everbook audit show --data restored --last 1"))
                .containsExactly("action=restore target="
                        + directory.toRealPath().resolve("backups") + " outcome=done: " + id + USER);
        type(0, "everbook audit verify --data restored");
    }

    @Test
    void shouldRecordWhatFailed() throws Exception {
        session.type("umask 077; echo correct horse battery > one; echo another long password > two");
        type(0, CREATE + " --encrypt --password-file one");
        String id = newest();
        type(2, CREATE + " --encrypt --password-file two");
        type(2, "everbook backup restore --from backups --into restored --password-file two");
        session.type("rm backups/objects/*");
        type(1, "everbook backup verify --from backups --password-file one");
        type(2, "everbook backup prune --from backups --keep 1 --password-file two");
        List<String> told = told(SHOW);
        assertThat(told).filteredOn(line -> line.contains("outcome=begun")).hasSize(5);
        assertThat(told)
                .filteredOn(line -> line.contains("outcome=failed: "))
                .hasSize(4)
                .allMatch(line -> line.endsWith(USER))
                .satisfiesExactly(
                        line -> assertThat(line).contains("action=create", "WRONG_PASSWORD"),
                        line -> assertThat(line).contains("action=restore", "WRONG_PASSWORD"),
                        line -> assertThat(line).contains("action=verify", "OBJECT_MISSING"),
                        line -> assertThat(line).contains("action=prune", "WRONG_PASSWORD"));
        assertThat(told)
                .filteredOn(line -> line.startsWith("what=backup name=" + id))
                .singleElement()
                .asString()
                .contains("OBJECT_MISSING");
    }

    /** The engine holds its chain, and the commands theirs: neither waits, both stay whole. */
    @Test
    void shouldRecordBesideARunningEngine() throws Exception {
        session.type("everbook run --data data --port 0 &");
        for (int i = 0; i < 2; i++) {
            type(0, CREATE + " --incremental");
            type(0, "everbook backup verify --from backups");
        }
        type(0, "everbook backup prune --from backups --keep 1");
        session.type("kill %1");
        assertThat(session.type("everbook audit verify --data data"))
                .anyMatch(line -> line.startsWith("ENGINE: all is well"))
                .anyMatch(line -> line.startsWith("TOOLS: all is well: 10 records"));
        assertThat(told("everbook audit show --data data --kind stopped")).hasSize(1);
    }

    @Test
    void shouldDoNothingUnrecordedUnlessToldTo() throws Exception {
        session.type("touch data/audit");
        assertThat(type(2, CREATE))
                .last()
                .asString()
                .startsWith("everbook: this must be recorded in the audit")
                .contains("--unaudited");
        assertThat(directory.resolve("backups")).doesNotExist();
        session.type("rm data/audit");
        type(0, CREATE);
        session.type("mv data/audit audit; touch data/audit");
        assertThat(type(2, "everbook backup prune --from backups --keep 1"))
                .last()
                .asString()
                .contains("this must be recorded");
        assertThat(type(0, "everbook backup verify --from backups"))
                .filteredOn(line -> line.startsWith("everbook: not recorded in the audit: "))
                .hasSize(2);
        type(0, CREATE + " --unaudited");
        session.type("mv data gone");
        assertThat(type(2, "everbook backup prune --from backups --keep 1"))
                .singleElement()
                .asString()
                .contains("--data");
        type(0, "everbook backup verify --from backups");
        type(0, "everbook backup prune --from backups --keep 1 --unaudited");
    }

    @Test
    void shouldNotLetRootBeginAJournalThatItsOwnerCannotGoOnWith() throws Exception {
        assumeTrue(USER.endsWith("=root"), "skipped: only root can give a directory away");
        session.type("chown -R 65534 data");
        assertThat(type(2, CREATE)).singleElement().asString().contains("sudo -u ", "--unaudited");
        assertThat(directory.resolve("data/audit")).doesNotExist();
        type(0, CREATE + " --unaudited");
    }

    private List<String> type(int exitCode, String command) throws Exception {
        List<String> lines = session.type(command);
        assertThat(session.type("echo $?")).as("%s%n%s", command, lines).containsExactly(Integer.toString(exitCode));
        return lines;
    }

    /** What records say, without time, chain, number and kind. */
    private List<String> told(String command) throws Exception {
        return type(0, command).stream()
                .map(line -> line.split(" ", 5))
                .map(words -> words.length < 5 ? "" : words[4].replace("\"", ""))
                .toList();
    }

    private String newest() throws Exception {
        try (var files = Files.list(directory.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".manifest"))
                    .max(String::compareTo)
                    .orElseThrow()
                    .replace(".manifest", "");
        }
    }
}
