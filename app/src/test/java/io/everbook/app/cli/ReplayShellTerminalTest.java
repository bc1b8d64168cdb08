package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal: typing, completion, history, the ladder, and a window that gets narrower. */
class ReplayShellTerminalTest {

    private static final List<String> ORDERS = List.of(
            "{\"type\":\"new\",\"participant\":1,\"side\":\"sell\",\"price\":\"100.05\",\"quantity\":\"3\"}",
            "{\"type\":\"new\",\"participant\":2,\"side\":\"buy\",\"price\":\"99.95\",\"quantity\":\"4\"}",
            "{\"type\":\"new\",\"participant\":3,\"side\":\"buy\",\"price\":\"100.05\",\"quantity\":\"1\"}",
            "{\"type\":\"cancel\",\"participant\":3,\"orderId\":99}");

    private static final long LONG = 1_000_000;

    @TempDir
    private Path directory;

    @BeforeEach
    void match() throws Exception {
        assumeTrue(TerminalSession.isPossible(), "tmux is not installed: the shell is not tried at a terminal");
        Files.write(directory.resolve("orders.jsonl"), ORDERS);
        assertThat(EverbookProcess.run(directory, "", "match", "orders.jsonl", "--data", "data")
                        .exitCode())
                .isZero();
    }

    @Test
    void shouldServeSomebodyAtATerminal() throws Exception {
        try (TerminalSession terminal = new TerminalSession(directory, 100, 40, shell())) {
            assertThat(terminal.awaitLast("BTC-USD 0> ?")).anyMatch(line -> line.contains("nothing in the book"));
            terminal.press("until tra", "Tab");
            terminal.awaitLast("BTC-USD 0> until traded ?");
            terminal.press("Enter");
            List<String> ladder = terminal.awaitLast("BTC-USD 3> ?");
            assertThat(ladder)
                    .anyMatch(line -> line.matches("\\+ ask  100.05  2.00000000 +1  2.00000000 +\\+2.00000000"))
                    .anyMatch(line -> line.startsWith("  --- spread 0.10"))
                    .anyMatch(line -> line.startsWith("  traded 1: order 3 buys 1 at 100.05"));
            terminal.press("Up");
            terminal.awaitLast("BTC-USD 3> until traded ?");
            terminal.press("C-c");
            terminal.awaitLast("BTC-USD 3> ?");
            terminal.press("until reject UNKNOWN_I", "Tab");
            terminal.awaitLast("BTC-USD 3> until reject UNKNOWN_INSTRUMENT ?");
            terminal.press("C-u", "nonsense", "Enter");
            assertThat(terminal.awaitLast("BTC-USD 3> ?"))
                    .anyMatch(line -> line.startsWith("there is no command \"non"));
            terminal.resize(80, 40);
            // What is redrawn for the new size must not come between the lines of the answer.
            terminal.pressUntil(
                    "C-l", lines -> lines.size() == 1 && lines.get(0).matches("BTC-USD 3> ?"));
            terminal.press("book", "Enter");
            terminal.await(lines -> lines.stream().anyMatch(line -> line.startsWith("+ bid   99.95"))
                    && lines.get(lines.size() - 1).matches("BTC-USD 3> ?"));
            terminal.press("help", "Enter");
            List<String> help = terminal.await(lines -> lines.stream().anyMatch(line -> line.startsWith("  quit "))
                    && lines.get(lines.size() - 1).matches("BTC-USD 3> ?"));
            assertThat(help).allMatch(line -> line.length() <= 80);
            terminal.press("C-d");
            terminal.awaitLast("ended with 0");
        }
        Path history = directory.resolve("history");
        assertThat(Files.readAllLines(history)).contains("until traded", "help");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    /** Interpreted, so that the way is long enough to be interrupted on any machine. */
    @Test
    void shouldComeBackToThePromptWhereALongWayIsInterrupted() throws Exception {
        writeLongJournal();
        List<String> shell = new ArrayList<>(EverbookProcess.command("replay", "shell", "--data", "long"));
        shell.add(1, "-Xint");
        try (TerminalSession terminal = new TerminalSession(directory, 80, 40, shell)) {
            terminal.awaitLast("LONG 0> ?");
            terminal.press("until participant 999", "Enter");
            terminal.await(lines -> lines.stream().anyMatch(line -> line.startsWith("Replaying [")));
            terminal.press("C-c");
            List<String> screen = terminal.awaitLast("LONG [1-9][0-9]*> ?");
            String prompt = screen.get(screen.size() - 1);
            long reached = Long.parseLong(prompt.replaceAll("[^0-9]", ""));
            assertThat(reached).isLessThan(LONG);
            assertThat(screen).contains("interrupted: sequence=" + reached);
            terminal.press("next", "Enter");
            assertThat(terminal.awaitLast("LONG " + (reached + 1) + "> ?"))
                    .anyMatch(line -> line.startsWith("LONG after command " + (reached + 1)));
            terminal.press("C-d");
            terminal.awaitLast("ended with 0");
        }
    }

    private void writeLongJournal() throws IOException {
        Instrument instrument = Instrument.of("LONG", "0.01", "1");
        Command command = new Command();
        try (FileStorage storage = new FileStorage(directory.resolve("long"));
                JournalWriter writer =
                        JournalWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT)) {
            for (long sequence = 1; sequence <= LONG; sequence++) {
                writer.append(command.clear()
                        .type(CommandType.ADVANCE_TIME)
                        .sequence(sequence)
                        .timestampNanos(sequence));
                if (sequence % 256 == 0 || sequence == LONG) {
                    writer.commit();
                }
            }
        }
    }

    private static List<String> shell() {
        return new ArrayList<>(EverbookProcess.command("replay", "shell", "--data", "data", "--history", "history"));
    }
}
