package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the backup commands say to whoever gives them the wrong thing: one line, and nothing is touched. */
@Timeout(300)
class BackupMistakesTest {

    private static final String CREATE = "backup create --data data --to backups";

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void start() throws Exception {
        session = GuideSession.shared();
        session.type(
                "echo '{\"type\":\"new\",\"participant\":1,\"side\":\"buy\",\"price\":\"99.00\",\"quantity\":\"1\"}'"
                        + " > orders.jsonl");
        session.type("everbook match orders.jsonl --data data > events.jsonl");
        session.type("mkdir empty; umask 077; echo correct horse battery > one; echo another long password > two");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void shouldNameWhatIsWrongAndTouchNothing() throws Exception {
        done(CREATE);
        List<String> before = files();
        for (String[] mistake : new String[][] {
            {"backup create --data nowhere --to new", "there is no such data directory"},
            {"backup create --data orders.jsonl --to new", "there is no such data directory"},
            {"backup create --data empty --to new", "this is no data directory"},
            {"backup create --data backups --to new", "this is no data directory"},
            {"backup create --data data --to data/new", "must not lie in the data directory"},
            {"backup create --data data --to orders.jsonl", "NO_ACCESS"},
            {"backup create --data data --to backups --encrypt --password-file one", "are not encrypted"},
            {"backup create --data data --to backups --password-file one", "add --encrypt"},
            {"backup verify --from nowhere", "there is no such directory of backups"},
            {"backup verify --from data", "this is a data directory"},
            {"backup list --from empty", "there is no backup in this directory"},
            {"backup prune --from data --keep 1", "this is a data directory"},
            {"backup prune --from empty --keep 1", "there is no backup in this directory"},
            {"backup restore --from empty --into new", "there is no backup in this directory"},
            {"backup restore --from backups 20200101T000000000Z --into new", "there is no such backup here"},
            {"backup restore --from backups --into data", "exists and is not empty"},
            {"backup restore --from backups --into nowhere/new", "needs a directory to be in"},
            {"backup restore --from backups --into backups/new", "must not be the old one"},
            {"backup restore --from backups --into new --password-file one", "is not encrypted although"}
        }) {
            refused(mistake[0], mistake[1]);
        }
        assertThat(files()).isEqualTo(before);
    }

    /** A directory of Git has objects too, which are not a prune's to delete. */
    @Test
    void shouldLeaveAForeignDirectoryAlone() throws Exception {
        session.type("mkdir -p git/objects; touch git/objects/pack git/index.new");
        refused("backup prune --from git --keep 1", "there is no backup in this directory");
        refused("backup create --data data --to git", "this directory is somebody else's");
        assertThat(directory.resolve("git/objects/pack")).exists();
        assertThat(directory.resolve("git/index.new")).exists();
        assertThat(directory.resolve("git/backup.lock")).doesNotExist();
    }

    @Test
    void shouldNotCallABackupBadForAWrongPassword() throws Exception {
        done(CREATE + " --encrypt --password-file one");
        refused("backup verify --from backups --password-file two", "the password is not the one of this backup");
        refused("backup verify --from backups", "cannot be asked for");
        assertThat(session.type("everbook backup verify --from backups --password-file two"))
                .noneMatch(line -> line.contains("NOT GOOD"));
    }

    @Test
    void shouldSayThatSomebodyElseIsAtWork() throws Exception {
        done(CREATE);
        try (FileChannel lock = FileChannel.open(directory.resolve("backups/backup.lock"), StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            refused(CREATE, "IN_USE");
            refused("backup verify --from backups", "at work on these backups");
            done("backup restore --from backups --into restored");
        }
    }

    private void refused(String command, String said) throws Exception {
        List<String> lines = session.type("everbook " + command);
        assertThat(lines)
                .as(command)
                .singleElement()
                .asString()
                .startsWith("everbook: ")
                .contains(said);
        assertThat(session.type("echo $?")).as(command).containsExactly("2");
    }

    private void done(String command) throws Exception {
        List<String> lines = session.type("everbook " + command);
        assertThat(session.type("echo $?")).as("%s%n%s", command, lines).containsExactly("0");
    }

    /** All files but the audit and its locks, which tell of what was tried. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toString)
                    .filter(name -> !name.contains("/audit") && !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
