package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anonymise as its caller sees it. */
class ReplayAnonymiseTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"limits\",\"maxNotional\":\"300\"}",
            "{\"type\":\"new\",\"participant\":707,\"side\":\"sell\",\"price\":\"100.00\",\"quantity\":\"2\","
                    + "\"memo\":\"desk-of-mallory\"}",
            "{\"type\":\"new\",\"participant\":808,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"9\"}",
            "{\"type\":\"new\",\"participant\":808,\"side\":\"buy\",\"price\":\"100.00\",\"quantity\":\"1\"}");

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
        List<String> help = session.type("everbook replay anonymise --help");
        assertThat(String.join("\n", help)).contains("Example", "Exit codes: 0 ", "--data=PATH", "Not hidden: ");
        assertThat(help).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldHandOutAJournalThatVerifiesAndNamesNobody() throws Exception {
        List<String> lines = session.type("everbook replay anonymise --into shared --prices --times");

        assertThat(lines)
                .containsSubsequence(
                        "BTC-USD: commands 1 to 4 under other names",
                        "  renamed: 2 participants, 1 memos",
                        "  prices shifted, times shifted, trades 1",
                        "  refusals for the notional limit, which is lifted: 1",
                        "anonymised into shared");
        List<String> verified = session.type("everbook journal verify --data shared");
        assertThat(verified.get(verified.size() - 1)).startsWith("BTC-USD: all is well: 4 commands, 1 checkpoints");
        String dump = String.join("\n", session.type("everbook journal dump --data shared --format jsonl"));
        assertThat(dump)
                .contains("NOTIONAL_OVER_LIMIT", "\"memo\":\"")
                .doesNotContain("mallory", "\"100.00\"", "maxNotional")
                // As a whole: another name may begin with the same digits.
                .doesNotContainPattern("\"participant\":(707|808)\\D");
        try (Stream<Path> files = Files.walk(directory.resolve("shared"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("mallory");
            }
        }
    }

    @Test
    void shouldGiveTheSameNamesForTheSameKeyFile() throws Exception {
        Files.writeString(directory.resolve("key"), "a key of more than 16 bytes");
        session.type("everbook replay anonymise --into one --key-file key");
        session.type("everbook replay anonymise --into two --key-file key --json");
        session.type("everbook replay anonymise --into three");

        String one = dump("one");
        assertThat(dump("two")).isEqualTo(one);
        assertThat(dump("three")).isNotEqualTo(one);
        assertThat(one).contains("\"price\":\"100.00\"");
    }

    @Test
    void shouldMeetAMistakeWithOneLineAndLeaveNothingBehind() throws Exception {
        Files.writeString(directory.resolve("short"), "abc");
        for (String options : List.of(
                "--data nowhere --into shared",
                "--data orders.jsonl --into shared",
                "--symbol NOPE --into shared",
                "--into data",
                "--into data/shared",
                "--into orders.jsonl",
                "--into shared --key-file short",
                "--into shared --key-file nowhere",
                "--prices")) {
            assertThat(session.type("everbook replay anonymise " + options))
                    .as(options)
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("everbook: "));
            assertThat(session.type("echo $?")).as(options).containsExactly("2");
        }
        assertThat(session.type("ls")).containsExactlyInAnyOrder("data", "orders.jsonl", "short");
    }

    private String dump(String data) throws Exception {
        return String.join("\n", session.type("everbook journal dump --format jsonl --data " + data));
    }
}
