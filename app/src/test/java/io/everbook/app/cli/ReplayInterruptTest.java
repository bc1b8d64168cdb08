package io.everbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.command.Command;
import io.everbook.core.command.CommandType;
import io.everbook.core.command.OrderType;
import io.everbook.core.command.Side;
import io.everbook.core.command.TimeInForce;
import io.everbook.core.instrument.Instrument;
import io.everbook.journal.JournalOptions;
import io.everbook.journal.JournalTail;
import io.everbook.journal.JournalWriter;
import io.everbook.journal.storage.FileStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is told to end while it takes long: one line, and nothing half done is left. */
class ReplayInterruptTest {

    private static final int COMMANDS = 400_000;
    private static final int ATTEMPTS = 10;

    @TempDir
    private Path directory;

    @Test
    void shouldUndoWhatIsHalfDone() throws Exception {
        write();
        Path unfinished = directory.resolve("then.unfinished");
        Path errors = directory.resolve("errors.txt");
        int exitCode = 0;
        // Where the machine was so quick that it was done before the signal came, it is begun again.
        for (int attempt = 0; attempt < ATTEMPTS && exitCode == 0; attempt++) {
            Process restore = new ProcessBuilder(EverbookProcess.command(
                            "replay",
                            "restore",
                            "--data",
                            "data",
                            "--symbol",
                            "ACME",
                            "--to",
                            "400000",
                            "--into",
                            "then" + attempt))
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors.toFile())
                    .start();
            unfinished = directory.resolve("then" + attempt + ".unfinished");
            boolean done = false;
            while (!done && !Files.exists(unfinished.resolve("journals"))) {
                done = restore.waitFor(1, TimeUnit.MILLISECONDS);
            }
            // As ctrl-C, which a process that was started in the background does not hear.
            restore.destroy();
            assertThat(restore.waitFor(3, TimeUnit.MINUTES)).isTrue();
            exitCode = restore.exitValue();
            assertThat(exitCode == 0).isEqualTo(Files.exists(directory.resolve("then" + attempt)));
        }
        assertThat(exitCode).isEqualTo(143);
        assertThat(unfinished).doesNotExist();
        // A JVM of 24 or later says something of a library before.
        assertThat(Files.readAllLines(errors))
                .filteredOn(line -> !line.startsWith("WARNING: "))
                .containsExactly("everbook: interrupted");
    }

    private void write() throws IOException {
        Instrument instrument = Instrument.of("ACME", "0.01", "1");
        Command command = new Command();
        try (FileStorage storage = new FileStorage(directory.resolve("data"));
                JournalWriter writer =
                        JournalWriter.open(storage, instrument, JournalTail.empty(1), JournalOptions.DEFAULT)) {
            for (int i = 1; i <= COMMANDS; i++) {
                command.clear()
                        .type(CommandType.NEW_ORDER)
                        .sequence(i)
                        .timestampNanos(1_700_000_000_000_000_000L + i)
                        .participantId(1 + i % 2)
                        .side(i % 2 == 0 ? Side.BUY : Side.SELL)
                        .orderType(OrderType.LIMIT)
                        .timeInForce(TimeInForce.GTC)
                        .priceTicks(10_000)
                        .quantityLots(1);
                writer.append(command);
                if (i % 1_000 == 0) {
                    writer.commit();
                }
            }
            writer.force();
        }
    }
}
