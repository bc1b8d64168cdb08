package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal commands as their caller sees them; what damage looks like is in RecoveryGuideTest. */
class JournalCommandsTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"2\","
                    + "\"memo\":\"1: # \\\"x\",\"timestamp\":1795519600000000001}",
            "{\"type\":\"new\",\"participant\":2,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\","
                    + "\"timestamp\":1795519601000000000}",
            "{\"type\":\"cancel\",\"participant\":1,\"orderId\":1,\"timestamp\":1795519602000000000}",
            "{\"type\":\"time\",\"timestamp\":1795519603000000000}");

    @TempDir
    private Path directory;

    private GuideSession session;

    @BeforeEach
    void match() throws Exception {
        session = new GuideSession(directory);
        Files.write(directory.resolve("orders.jsonl"), ORDERS);
        session.type("everbook match orders.jsonl --data data");
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        for (String command : List.of("dump", "verify", "salvage")) {
            List<String> help = session.type("everbook journal " + command + " --help");
            assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=DIR");
            assertThat(help).allMatch(line -> line.length() <= 80);
            assertThat(session.type("echo $?")).containsExactly("0");
        }
    }

    @Test
    void shouldMeetAMistakeWithOneLine() throws Exception {
        for (String line : List.of(
                "journal",
                "journal verify --data nowhere",
                "journal verify .",
                "journal verify --symbol NOPE",
                "journal dump nowhere.journal",
                "journal dump --from 0",
                "journal dump --from 3 --to 2",
                "journal dump --since yesterday",
                "journal dump --data x y",
                "journal salvage --data data",
                "journal salvage --data data --into data/inside",
                "journal salvage --data data --into .")) {
            assertThat(session.type("everbook " + line))
                    .as(line)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(line).containsExactly("2");
        }
    }

    @Test
    void shouldFilterByTimeParticipantAndOrder() throws Exception {
        assertThat(dumped("--participant 1")).containsExactly("sequence: 1", "sequence: 3");
        assertThat(dumped("--order 1")).containsExactly("sequence: 1", "sequence: 3");
        assertThat(dumped("--from 2 --to 3")).containsExactly("sequence: 2", "sequence: 3");
        assertThat(dumped("--from 99")).isEmpty();
        assertThat(dumped("--since 1795519602000000000")).containsExactly("sequence: 3", "sequence: 4");
        assertThat(dumped("--until 2026-11-24T11:26:41Z")).containsExactly("sequence: 1", "sequence: 2");
    }

    @Test
    void shouldShowTheCheckpointAndEscapeTextInYaml() throws Exception {
        String yaml = String.join("\n", session.type("everbook journal dump --data data"));
        assertThat(yaml)
                .contains("---\ncheckpoint: 4\n", "timestamp: \"2026-11-24T11:26:40.000000001Z\"")
                .contains("memo: \"1: # \\\"x\"");
    }

    @Test
    void shouldNeitherWriteNorLock() throws Exception {
        session.type("chmod -R a-w data; find data -printf '%p %s %T@ %m\\n' | sort > before.txt");
        session.type("everbook journal verify --data data");
        session.type("everbook journal dump --data data > dump.yaml");
        session.type("everbook journal salvage --data data --into salvaged");
        session.type("find data -printf '%p %s %T@ %m\\n' | sort > after.txt; chmod -R u+w data");
        assertThat(directory.resolve("after.txt")).hasSameTextualContentAs(directory.resolve("before.txt"));
        assertThat(session.type("everbook match orders.jsonl --data salvaged"))
                .anyMatch(line -> line.contains("\"sequence\":8"));
    }

    private List<String> dumped(String filter) throws Exception {
        return session.type("everbook journal dump --data data " + filter).stream()
                .filter(line -> line.startsWith("sequence: "))
                .toList();
    }
}
