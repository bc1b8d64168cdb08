package io.everbook.app.replay.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.cli.CommandLineInterface;
import io.everbook.journal.storage.FileStorage;
import io.everbook.journal.storage.Storage;
import io.everbook.replay.session.ReplaySession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts in, what the shell prints out, on a journal of seven commands. */
class ShellTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"instrument\",\"symbol\":\"ABC\",\"tick\":\"0.05\",\"lot\":\"1\"}",
            order(1, "sell", "100.05", 3, ",\"timestamp\":1000000000"),
            order(1, "sell", "100.10", 5, ",\"timestamp\":2000000000"),
            order(2, "buy", "99.95", 4, ",\"timestamp\":3000000000"),
            order(3, "buy", "100.10", 6, ",\"timeInForce\":\"ioc\",\"timestamp\":4000000000"),
            order(4, "buy", "100.10", 1, ",\"postOnly\":true,\"timestamp\":5000000000"),
            "{\"symbol\":\"ABC\",\"type\":\"cancel\",\"participant\":2,\"orderId\":3,\"timestamp\":6000000000}",
            "{\"symbol\":\"ABC\",\"type\":\"cancel\",\"participant\":2,\"orderId\":3,\"timestamp\":7000000000}");

    @TempDir
    private static Path directory;

    private static Path data;
    private int exitCode;
    private String faults;

    private static String order(int participant, String side, String price, int quantity, String more) {
        return String.format(
                "{\"symbol\":\"ABC\",\"type\":\"new\",\"participant\":%d,\"side\":\"%s\",\"price\":\"%s\","
                        + "\"quantity\":\"%d\"%s}",
                participant, side, price, quantity, more);
    }

    @BeforeAll
    static void match() throws IOException {
        data = directory.resolve("data");
        Path orders = Files.write(directory.resolve("orders.jsonl"), ORDERS);
        assertThat(CommandLineInterface.run(new String[] {"match", orders.toString(), "--data", data.toString()}))
                .isZero();
    }

    @Test
    void shouldShowTheCommandItsEventsAndTheLadderWithWhatChanged() throws IOException {
        assertThat(run("goto 3", "next"))
                .endsWith(
                        "command 4 of 1970-01-01T00:00:04Z, participant 3: new buy limit 6 at 100.10 ioc",
                        "  accepted order 4: buy limit 6 at 100.10 ioc",
                        "  traded 1: order 4 buys 3 at 100.05 with order 1 of participant 1; they leave 3",
                        "      and 0",
                        "  traded 2: order 4 buys 3 at 100.10 with order 2 of participant 1; they leave 0",
                        "      and 2",
                        "ABC after command 4, 1970-01-01T00:00:04Z",
                        lastLineWith("digest"),
                        "        price  quantity  orders  total  change",
                        "* ask  100.10         2       1      2      -3",
                        "- ask  100.05         -       -             -3",
                        "  --- spread 0.15",
                        "  bid   99.95         4       1      4");
    }

    @Test
    void shouldComeBackToTheSameBookWhateverTheWayThere() throws IOException {
        List<String> there = run("goto 4", "book");
        List<String> back = run("goto end", "back 3", "book");
        List<String> around = run("next 5", "goto 1", "goto 6", "back 2", "goto 4", "book");
        assertThat(heading(back)).isEqualTo(heading(there)).isEqualTo(heading(around));
    }

    @Test
    void shouldStopWhereAConditionIsMetForwardAndBack() throws IOException {
        assertThat(run("until traded")).anyMatch(line -> line.startsWith("ABC after command 4,"));
        assertThat(run("goto end", "back until order 1 and traded"))
                .anyMatch(line -> line.startsWith("ABC after command 4,"));
        assertThat(run("until order 99")).last().isEqualTo("No later command meets the condition: this is the end.");
        assertThat(run("goto 3", "back until traded"))
                .last()
                .isEqualTo("No command before this one meets the condition.");
        assertThat(exitCode).isZero();
    }

    @Test
    void shouldStopAtBreakpointsUntilTheyAreDeleted() throws IOException {
        assertThat(run("break reject WOULD_TAKE", "break order 3", "continue"))
                .endsWith("breakpoint 2: order 3")
                .anyMatch(line -> line.startsWith("ABC after command 3,"));
        assertThat(run("break reject", "break order 3", "break delete 2", "break", "continue"))
                .containsSubsequence("breakpoint 1: reject", "breakpoint 1: reject")
                .anyMatch(line -> line.startsWith("ABC after command 5,"));
    }

    @Test
    void shouldShowWhatIsWatchedOnlyWhenItChanges() throws IOException {
        List<String> lines = run("goto 2", "watch order 2", "watch level 100.05", "next", "next", "watch");
        assertThat(lines)
                .containsSubsequence(
                        "watch 1, order 2: sell 5 of 5 at 100.10, 0 orders with 0 ahead at its price",
                        "watch 2, level 100.05: ask 3 in 1 orders",
                        "watch 1, order 2: sell 2 of 5 at 100.10, 0 orders with 0 ahead at its price (was",
                        "    sell 5 of 5 at 100.10, 0 orders with 0 ahead at its price)",
                        "watch 2, level 100.05: nothing (was ask 3 in 1 orders)",
                        "watch 1, order 2: sell 2 of 5 at 100.10, 0 orders with 0 ahead at its price",
                        "watch 2, level 100.05: nothing");
        assertThat(lines).filteredOn(line -> line.startsWith("watch 1,")).hasSize(3);
        assertThat(run("watch digest", "next", "watch delete 1", "next"))
                .filteredOn(line -> line.startsWith("watch 1,"))
                .hasSize(2);
    }

    @Test
    void shouldTellTheLastTradesUpToHere() throws IOException {
        assertThat(run("trades")).containsExactly("No trade up to here.");
        assertThat(run("goto end", "trades 1"))
                .endsWith(
                        "4 of 1970-01-01T00:00:04Z, participant 3: traded 2: order 4 buys 3 at 100.10",
                        "    with order 2 of participant 1; they leave 0 and 2");
    }

    @Test
    void shouldGoToATimeOfTheDayWhereItStands() throws IOException {
        assertThat(run("goto 00:00:03.999")).anyMatch(line -> line.startsWith("ABC after command 3,"));
        assertThat(run("goto 1970-01-01T00:00:04Z")).anyMatch(line -> line.startsWith("ABC after command 4,"));
    }

    @Test
    void shouldExplainEachCommandWithin80Columns() throws IOException {
        List<String> commands = run("help").stream()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertThat(commands).contains("goto", "next", "back", "until", "break", "continue", "watch", "book", "trades");
        for (String command : commands) {
            assertThat(run("help " + command))
                    .hasSizeGreaterThan(1)
                    .first()
                    .asString()
                    .startsWith(command);
        }
        assertThat(run("help", "help conditions", "help break", "help goto", "help watch"))
                .allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "b",
                "goto",
                "goto 8",
                "goto x",
                "goto 1969-01-01T00:00:00Z",
                "goto 25:00:00",
                "next 0",
                "next x",
                "back",
                "until",
                "until ordr 7",
                "until traded and",
                "break delete 7",
                "watch order",
                "watch level 100.03",
                "watch nothing",
                "watch delete x",
                "mark 7",
                "book x",
                "book 10001",
                "trades x",
                "events",
                "continue now",
                "help nonsense"
            })
    void shouldEndAScriptAtALineThatCannotBeExecuted(String line) throws IOException {
        assertThat(run("# a comment", "", line, "help")).isEmpty();
        assertThat(exitCode).isEqualTo(2);
        assertThat(faults).startsWith("everbook: line 3: ").hasLineCount(1).doesNotContain("Exception");
    }

    @Test
    void shouldRefuseToGoOnBehindTheEndAndStayThere() throws IOException {
        assertThat(run("goto end", "next", "events")).noneMatch(line -> line.startsWith("command 8"));
        assertThat(faults).isEqualTo("everbook: line 2: this is the end of the journal: sequence=7\n");
    }

    @Test
    void shouldKeepGoingWhereAskedAndStillTellThatALineFailed() throws IOException {
        assertThat(run(true, "nonsense", "next")).anyMatch(line -> line.startsWith("ABC after command 1,"));
        assertThat(exitCode).isEqualTo(2);
        assertThat(faults).startsWith("everbook: line 1: there is no command \"nonsense\"; there are ");
    }

    @Test
    void shouldStopReadingWhereItIsToldToQuit() throws IOException {
        assertThat(run("quit", "nonsense")).isEmpty();
        assertThat(exitCode).isZero();
    }

    @Test
    void shouldCompleteCommandsTheirArgumentsAndMarks() throws IOException {
        try (Storage storage = FileStorage.readOnly(data);
                Shell shell = shell(storage, new PrintStream(new ByteArrayOutputStream()))) {
            shell.execute("mark here");
            shell.execute("break traded");
            assertThat(shell.completions(List.of())).contains("goto", "until", "quit");
            assertThat(shell.completions(List.of("goto"))).containsExactly("start", "end", "here");
            assertThat(shell.completions(List.of("until", "reject"))).contains("WOULD_TAKE");
            assertThat(shell.completions(List.of("back", "until"))).contains("order");
            assertThat(shell.completions(List.of("break", "delete"))).containsExactly("1");
            assertThat(shell.completions(List.of("watch"))).contains("order", "level", "digest");
            assertThat(shell.completions(List.of("help"))).contains("conditions", "goto");
            assertThat(shell.completions(List.of("nonsense"))).isEmpty();
        }
    }

    private static List<String> heading(List<String> lines) {
        return lines.stream().filter(line -> line.contains("digest")).reduce((first, last) -> last).stream()
                .toList();
    }

    private static String lastLineWith(String word) throws IOException {
        return word.isEmpty()
                ? ""
                : new ShellTest()
                        .run("goto 4").stream()
                                .filter(line -> line.contains(word))
                                .findFirst()
                                .orElseThrow();
    }

    private List<String> run(String... lines) throws IOException {
        return run(false, lines);
    }

    private List<String> run(boolean keepGoing, String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (Storage storage = FileStorage.readOnly(data);
                Shell shell = shell(storage, printed)) {
            Script script = new Script(
                    shell,
                    new ShellOutput(printed, 5, false, false),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    keepGoing,
                    false);
            exitCode =
                    script.run(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        }
        faults = err.toString(StandardCharsets.UTF_8);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Shell shell(Storage storage, PrintStream out) {
        return new Shell(() -> ReplaySession.open(storage, "ABC"), new ShellOutput(out, 5, false, false));
    }
}
