package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal commands as their caller sees them; what damage looks like is in RecoveryGuideTest. */
class JournalCommandsTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"2\","
                    + "\"memo\":\"1: # \\\"x\",\"timestamp\":1795519600000000001}",
            "{\"type\":\"new\",\"participant\":2,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\","
                    + "\"timestamp\":1795519601000000000}",
            "{\"type\":\"cancel\",\"participant\":1,\"orderId\":1,\"timestamp\":1795519602000000000}",
            "{\"type\":\"time\",\"timestamp\":1795519603000000000}");

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void match() throws Exception {
        session = GuideSession.shared();
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
        session.type("chmod -R a-w data");
        Map<String, String> before = files();
        session.type("everbook journal verify --data data");
        session.type("everbook journal dump --data data > dump.yaml");
        session.type("everbook journal salvage --data data --into salvaged");
        Map<String, String> after = files();
        session.type("chmod -R u+w data");
        assertThat(before).isNotEmpty();
        assertThat(after).isEqualTo(before);
        assertThat(session.type("everbook match orders.jsonl --data salvaged"))
                .anyMatch(line -> line.contains("\"sequence\":8"));
    }

    @Test
    void shouldVerifyASegmentOfAnExecutionsLogAlone() throws Exception {
        String file = "data/executions/BTC-USD.executions";
        assertThat(session.type("everbook journal verify " + file))
                .anyMatch(line -> line.startsWith("executions/BTC-USD.executions: ok: ")
                        && line.contains(" events of commands 1 to 4"))
                .anyMatch(line -> line.contains("no command could be compared"));
        assertThat(session.type("echo $?")).containsExactly("0");
        assertThat(session.type("everbook journal dump " + file))
                .singleElement()
                .asString()
                .startsWith("everbook: this is a segment of an executions log");
        assertThat(session.type("echo $?")).containsExactly("2");

        Files.copy(directory.resolve(file), directory.resolve("BTC-USD-0000000000000000001.executions"));
        flip(directory.resolve("BTC-USD-0000000000000000001.executions"), 4_140);
        assertThat(session.type("everbook journal verify BTC-USD-0000000000000000001.executions"))
                .anyMatch(line -> line.startsWith("executions/BTC-USD-0000000000000000001.executions: damaged at offset"
                        + " 4096, sequence 1: a frame's bytes are not those that were written"));
        assertThat(session.type("echo $?")).containsExactly("1");
    }

    @Test
    void shouldSetAsideWhatParticipantsWereToldOfLostCommands() throws Exception {
        Path journal = directory.resolve("data/journals/BTC-USD.journal");
        long firstRun = Files.size(journal);
        List<String> told = events(session.type("everbook match orders.jsonl --data data"));
        // With a snapshot behind the damage nothing would be lost.
        session.type("rm data/snapshots/BTC-USD/*");
        flip(journal, firstRun + 40);

        List<String> salvaged = session.type("everbook journal salvage --data data --into salvaged");

        assertThat(session.type("echo $?")).containsExactly("1");
        assertThat(salvaged)
                .anyMatch(line -> line.startsWith("BTC-USD: kept commands 1 to 4 "))
                .contains("BTC-USD: what participants were told of commands that are not kept, in"
                        + " quarantine/BTC-USD-events-not-kept.jsonl: commands 5 to 8");
        assertThat(told).isNotEmpty();
        assertThat(events(Files.readAllLines(directory.resolve("salvaged/quarantine/BTC-USD-events-not-kept.jsonl"))))
                .isEqualTo(told);
        assertThat(directory.resolve("salvaged/executions"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());

        List<String> again = events(session.type("everbook match orders.jsonl --data salvaged"));
        assertThat(again).hasSameSizeAs(told);
        assertThat(session.type("everbook journal verify --data salvaged"))
                .anyMatch(line -> line.startsWith("executions/BTC-USD.executions: ok: ")
                        && line.contains(" events of commands 1 to 8"));
        assertThat(session.type("echo $?")).containsExactly("0");
    }

    @Test
    void shouldTellOnceOfAnExecutionsLogThatFailed() throws Exception {
        session.type("rm -r data/executions; touch data/executions");
        assertThat(session.type("everbook match orders.jsonl --data data"))
                .filteredOn(line -> line.contains("has failed"))
                .singleElement()
                .asString()
                .startsWith("[ERROR] The executions log of BTC-USD has failed, BTC-USD trades on without it: ");
        assertThat(session.type("echo $?")).containsExactly("1");
    }

    private static List<String> events(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("{")).toList();
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }

    /** Everything in the data directory that a command could change: size, time and mode by name. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory.resolve("data"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                files.put(
                        path.toString(),
                        Files.size(path) + " " + Files.getLastModifiedTime(path) + " "
                                + Files.getPosixFilePermissions(path));
            }
        }
        return files;
    }

    private List<String> dumped(String filter) throws Exception {
        return session.type("everbook journal dump --data data " + filter).stream()
                .filter(line -> line.startsWith("sequence: "))
                .toList();
    }
}
