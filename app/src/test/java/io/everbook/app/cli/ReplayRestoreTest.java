package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restore as its caller sees it, and an engine that goes on from what it made. */
class ReplayRestoreTest {

    private static final String DEFINE = "{\"type\":\"instrument\",\"symbol\":\"%s\",\"tick\":\"0.01\",\"lot\":\"1\"}";

    private final Path directory = GuideSession.SHARED;

    private GuideSession session;

    @BeforeEach
    void match() throws Exception {
        session = GuideSession.shared();
        List<String> orders = new ArrayList<>(List.of(
                String.format(DEFINE, "AAA"),
                String.format(DEFINE, "BBB"),
                order("AAA", 1, "sell", 4, "09:00:00.000000001"),
                order("AAA", 2, "buy", 1, "09:00:01.000000000"),
                order("BBB", 1, "buy", 7, "09:00:02.000000000"),
                order("AAA", 3, "buy", 2, "09:00:03.000000000"),
                order("AAA", 4, "buy", 9, "09:00:04.000000000")));
        Files.write(directory.resolve("orders.jsonl"), orders);
        session.type("everbook match orders.jsonl --data data");
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    void shouldHelpWithExamplesAndExitCodes() throws Exception {
        List<String> help = session.type("everbook replay restore --help");
        assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=PATH");
        assertThat(help).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldShowTheDifferenceFirstAndWriteNothing() throws Exception {
        List<String> lines = session.type("everbook replay restore --symbol AAA --to 3 --into then --dry-run");
        assertThat(lines)
                .containsSubsequence(
                        "AAA after command 3, 2026-11-24T09:00:03Z",
                        "  taken: 3 commands from 1 on, 0 snapshots",
                        "  not taken: 1 commands of 1 participants",
                        "  and the 1 trades that came of them",
                        "  up to command 4, 2026-11-24T09:00:04Z",
                        "  open orders that differ (- only then, + only now): 2",
                        "  + order 4 of 4: buy 8 at 100",
                        "  - order 1 of 1: sell 1 at 100",
                        "dry run: nothing was written");
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(directory.resolve("then")).doesNotExist();
        assertThat(directory.resolve("then.unfinished")).doesNotExist();
    }

    @Test
    void shouldGoOnTradingFromTheRestoredDirectory() throws Exception {
        Files.createDirectory(directory.resolve("then"));
        List<String> lines = session.type("everbook replay restore --symbol AAA --to 3 --into then");
        assertThat(lines).endsWith("restored into then");
        try (Stream<Path> tree = Files.walk(directory.resolve("then"))) {
            for (Path file : tree.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
        String digest = digest(session.type("everbook journal verify --data then"), 3);
        assertThat(String.join("\n", lines)).contains("digest " + digest);

        Files.writeString(directory.resolve("other.jsonl"), order("AAA", 5, "buy", 1, "09:00:05.000000000") + "\n");
        List<String> traded = session.type("everbook match other.jsonl --data then");

        assertThat(traded)
                .anyMatch(line -> line.contains("\"event\":\"traded\",\"symbol\":\"AAA\",\"sequence\":4,")
                        && line.contains("\"tradeId\":3,\"restingOrderId\":1,"));
        List<String> verified = session.type("everbook journal verify --data then");
        assertThat(session.type("echo $?")).containsExactly("0");
        assertThat(verified).anyMatch(line -> line.contains(" events of commands 1 to 4 are those of the replay"));
        digest(session.type("everbook journal verify --data data --symbol AAA"), 4);
    }

    @Test
    void shouldRestoreEverySymbolToAMoment() throws Exception {
        assertThat(session.type("everbook replay restore --to 2026-11-24T09:00:01.5Z --into then --json"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"symbol\":\"AAA\",\"from\":1,\"through\":2,")
                .endsWith("\"absent\":[\"BBB\"]}");
        session.type("everbook replay restore --to 2026-11-24T09:00:03Z --into later");
        assertThat(session.type("everbook journal verify --data later"))
                .anyMatch(line -> line.startsWith("AAA: all is well: 3 commands"))
                .anyMatch(line -> line.startsWith("BBB: all is well: 1 commands"));
    }

    @Test
    void shouldMeetAMistakeWithOneLineAndLeaveNothingBehind() throws Exception {
        Files.createDirectory(directory.resolve("full"));
        Files.writeString(directory.resolve("full/file"), "something");
        Files.createDirectory(directory.resolve("crashed.unfinished"));
        for (String options : List.of(
                "--data nowhere --to 1 --into then",
                "--data orders.jsonl --to 1 --into then",
                "--to 1 --into then",
                "--symbol AAA --to 0 --into then",
                "--symbol AAA --to 5 --into then",
                "--symbol AAA --to 5 --into then --dry-run",
                "--to 2026-11-24T08:59:59Z --into then",
                "--to yesterday --into then",
                "--symbol AAA --to 2 --into full",
                "--symbol AAA --to 2 --into full/file",
                "--symbol AAA --to 2 --into data",
                "--symbol AAA --to 2 --into data/then",
                "--symbol AAA --to 2 --into .",
                "--symbol AAA --to 2 --into missing/then",
                "--symbol AAA --to 2 --into crashed",
                "--symbol AAA --into then",
                "--symbol AAA --to 2")) {
            assertThat(session.type("everbook replay restore " + options))
                    .as(options)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(options).containsExactly("2");
        }
        assertThat(session.type("ls")).containsExactlyInAnyOrder("crashed.unfinished", "data", "full", "orders.jsonl");
        assertThat(session.type("ls full")).containsExactly("file");
    }

    private static String digest(List<String> verified, int commands) {
        String line = verified.get(verified.size() - 1);
        assertThat(line).startsWith("AAA: all is well: " + commands + " commands");
        return line.substring(line.indexOf("digest=") + 7);
    }

    private static String order(String symbol, int participant, String side, int quantity, String time) {
        String[] parts = time.split("[.]");
        long seconds = Instant.parse("2026-11-24T" + parts[0] + "Z").getEpochSecond();
        return "{\"type\":\"new\",\"symbol\":\"" + symbol + "\",\"participant\":" + participant + ",\"side\":\"" + side
                + "\",\"price\":\"100.00\",\"quantity\":\"" + quantity + "\",\"timestamp\":" + seconds + parts[1] + "}";
    }
}
