package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.Everbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay verify} on files that were altered with their checksums made right again, and on other builds. */
class ReplayVerifyCommandTest {

    private static final int COMMAND_PARTICIPANT = 44;
    private static final int EVENT_PARTICIPANT = 60;

    private static final List<Long> DIGESTS = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static GuideSession session;

    /** Six orders of a run of their own each, so that each has its frame, its checkpoint and its snapshot. */
    @BeforeAll
    static void match() throws Exception {
        session = new GuideSession(directory);
        for (int i = 1; i <= 6; i++) {
            Files.writeString(
                    directory.resolve("order.jsonl"),
                    "{\"type\":\"new\",\"participant\":" + i * 2 + ",\"side\":\"" + (i % 2 == 0 ? "buy" : "sell")
                            + "\",\"price\":\"100.00\",\"quantity\":\"2\"}\n");
            DIGESTS.add(session.type("everbook match order.jsonl --data data").stream()
                    .filter(line -> line.startsWith("BTC-USD sequence="))
                    .map(line -> Long.parseUnsignedLong(line.replaceAll(".* digest=", ""), 16))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void shouldFindAllWell() throws Exception {
        assertThat(session.type("everbook replay verify --data data"))
                .hasSize(3)
                .startsWith("BTC-USD: all is well")
                .anyMatch(line -> line.contains("6 commands, replayed through 6, digest "
                        + HexFormat.of().toHexDigits(DIGESTS.get(5))))
                .anyMatch(line -> line.endsWith("executions log: 9 events equal, through command 6"));
        assertThat(session.type("echo $?")).containsExactly("0");
    }

    @Test
    void shouldFindAProofAnEntryAndACommandThatWereAlteredInOneJournal() throws Exception {
        session.type("cp -r data altered");
        Path journal = directory.resolve("altered/journals/BTC-USD.journal");
        GuideForgery.changeCheckpoints(journal, DIGESTS.get(0));
        GuideForgery.changeFrame(directory.resolve("altered/executions/BTC-USD.executions"), 2, EVENT_PARTICIPANT);
        GuideForgery.changeFrame(journal, 4, COMMAND_PARTICIPANT);
        List<String> printed = session.type("everbook replay verify --data altered");
        assertThat(session.type("echo $?")).containsExactly("1");
        String text = String.join("\n", printed).replaceAll("\\s+", " ");
        assertThat(text)
                .startsWith("BTC-USD: NOT WELL")
                .contains(
                        "1. the proof of command 1 was changed itself",
                        "2. the executions log has other events for command 2 than the replay, and a proof behind it is"
                                + " equal to the replay: the log was changed",
                        "3. command 4 is the first that does not give what the living engine had",
                        "participant 9: new buy limit 2 at 100.00 gtc replayed:",
                        "! accepted order 4: buy limit 2 at 100.00 gtc, participant 9",
                        "logged: ! accepted order 4: buy limit 2 at 100.00 gtc, participant 8");
        assertThat(printed.stream().filter(line -> line.length() > 80))
                .as("lines of words that could be broken")
                .allMatch(line -> line.strip().indexOf(' ') < 0);
        String json =
                session.type("everbook replay verify --data altered --json").get(0);
        assertThat(json)
                .contains(
                        "{\"good\":false,",
                        "\"kind\":\"proof\",\"sequence\":1,\"through\":1,",
                        "\"kind\":\"executions-entry\",\"sequence\":2,\"through\":2,",
                        "\"kind\":\"command\",\"sequence\":4,\"through\":4,",
                        "\"replayed\":[{\"event\":\"accepted\"");
    }

    @Test
    void shouldFindNoDifferenceOnItsOwnBuild() throws Exception {
        BuildJar.make(directory.resolve("same.jar"), Everbook.class);
        assertThat(session.type("everbook replay verify --data data --against same.jar"))
                .last()
                .isEqualTo("  the other build gives the same 9 events for 6 commands");
        assertThat(session.type("echo $?")).containsExactly("0");
    }

    @Test
    void shouldNameTheFirstCommandOnWhichAnotherBuildDiffers() throws Exception {
        BuildJar.make(directory.resolve("other.jar"), AlteringBuild.class);
        List<String> printed = session.type("everbook replay verify --data data --against other.jar");
        assertThat(session.type("echo $?")).containsExactly("1");
        assertThat(String.join("\n", printed))
                .contains("the other build gives the same 3 events, and other ones first for command 3\n")
                .containsPattern("this build:\n   ! \\{\"event\":\"accepted\".*\"quantity\":\"2.00000000\"")
                .containsPattern("other build:\n   ! \\{\"event\":\"accepted\".*\"quantity\":\"2.00000001\"");
        assertThat(session.type("everbook replay verify --data data --against other.jar --json")
                        .get(0))
                .contains(
                        "\"against\":{\"equal\":false,\"commands\":3,\"events\":3,", "\"difference\":{\"sequence\":3,");
    }

    @Test
    void shouldMeetABuildWithoutTheCommandWithOneLine() throws Exception {
        BuildJar.make(directory.resolve("old.jar"), OldBuild.class);
        assertThat(session.type("everbook replay verify --data data --against old.jar"))
                .singleElement()
                .asString()
                .startsWith(
                        "everbook: the other build cannot be compared with: it has no \"replay events --unchecked\"")
                .contains("--against=old.jar", "cause=everbook: Unmatched arguments");
        assertThat(session.type("echo $?")).containsExactly("2");
    }
}
